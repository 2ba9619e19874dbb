package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.shared.file.NewFolder;
import dev.berth.shared.host.HostProgram;
import dev.berth.shared.protocol.logging.LogEntryCodec;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.NewLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/**
 * A log as Docker's engine has it: makes a FIFO, calls {@code StartLogging}, writes entries, calls
 * {@code StopLogging}, and then closes the FIFO and removes it.
 */
final class VerifiedLog implements AutoCloseable {
    private static final HostProgram MKFIFO = new HostProgram("mkfifo");

    private final ProtocolCalls calls;
    private final LogInfo info;
    private final Path fifo;
    private final String inPlugin;
    private final FileChannel channel;

    private VerifiedLog(
            ProtocolCalls calls, LogInfo info, Path fifo, String inPlugin, FileChannel channel) {
        this.calls = calls;
        this.info = info;
        this.fifo = fifo;
        this.inPlugin = inPlugin;
        this.channel = channel;
    }

    /** Makes the FIFO, which is open from then on. */
    static VerifiedLog create(ProtocolCalls calls, FifoFolder folder, String container)
            throws IOException {
        String name = "verify-" + UUID.randomUUID();
        NewFolder.make(folder.onHost(), "rwx------");
        Path fifo = folder.onHost().resolve(name);
        try {
            MKFIFO.run("-m", "666", fifo.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        // For both: so opening it waits for nobody.
        FileChannel channel =
                FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new VerifiedLog(
                calls, info(container), fifo, folder.inPlugin() + "/" + name, channel);
    }

    /** Returns what a plugin is told of a container. */
    static LogInfo info(String container) {
        return LogInfo.of(container)
                .withContainerName("/verify")
                .withImageName("verify:latest")
                .withEnvironment(List.of("A=1"))
                .withDaemonName("docker");
    }

    private JsonObject start() {
        return LogMethods.START.request().write().apply(new NewLog(inPlugin, info));
    }

    private JsonObject stop() {
        return LogMethods.STOP.request().write().apply(inPlugin);
    }

    /** Calls {@code StartLogging}; returns what is wrong with the answer. */
    String started() throws IOException {
        return calls.done("StartLogging", start());
    }

    /** Writes entries; a plugin that does not read all of them within a call's time is wrong. */
    void write(List<LogEntry> entries) throws IOException {
        for (LogEntry entry : entries) {
            write(LogEntryCodec.frame(entry));
        }
    }

    /** Writes bytes that need not be an entry. */
    void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        calls.plugin()
                .deadline()
                .within(channel, "it does not read its FIFO to the end", () -> write(rest));
    }

    private boolean write(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        return true;
    }

    /** Calls {@code StopLogging}; returns what is wrong with the answer. */
    String stopped() throws IOException {
        return calls.done("StopLogging", stop());
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(fifo);
        }
    }
}
