package dev.berth.sdk.testing;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.logging.LogEntryCodec;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.NewLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The host's end of a log: a FIFO, and the calls that begin and end it. */
final class FifoLog implements LogSink {
    private final PluginHarness plugin;
    private final Path fifo;
    private final OutputStream out;
    private boolean closed;

    private FifoLog(PluginHarness plugin, Path fifo, OutputStream out) {
        this.plugin = plugin;
        this.fifo = fifo;
        this.out = out;
    }

    static FifoLog start(PluginHarness plugin, Path fifo, LogInfo info) throws IOException {
        make(fifo);
        try {
            call(plugin, LogMethods.START, new NewLog(fifo.toString(), info));
            // Returns as soon as the plugin has it open, too.
            return new FifoLog(plugin, fifo, Files.newOutputStream(fifo));
        } catch (IOException | RuntimeException e) {
            Files.delete(fifo);
            throw e;
        }
    }

    private static void make(Path fifo) throws IOException {
        Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start();
        try {
            if (mkfifo.waitFor() != 0) {
                throw new IOException("mkfifo " + fifo + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static <Q> void call(PluginHarness plugin, ProtocolMethod<Q, ?> method, Q value)
            throws IOException {
        byte[] json = JsonCodec.write(method.request().write().apply(value));
        plugin.call(method.name(), new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(LogEntry entry) {
        if (closed) {
            throw new IllegalStateException("the log is closed");
        }
        try {
            out.write(LogEntryCodec.frame(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            // In Docker's order.
            call(plugin, LogMethods.STOP, fifo.toString());
            out.close();
            Files.delete(fifo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
