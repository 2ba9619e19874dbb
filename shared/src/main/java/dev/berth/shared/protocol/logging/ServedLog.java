package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogSink;
import dev.berth.shared.content.ChannelInput;
import dev.berth.shared.file.FileType;
import dev.berth.shared.thread.DaemonThreads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads one FIFO on a thread of its own, and writes what comes to a sink.
 *
 * <p>Opening a FIFO to read blocks until somebody writes. So it is opened for both first, which
 * does not block and counts as a writer; that is given up with the first entry. From then on the
 * end of the file comes when the host has closed it. The host does that after {@code StopLogging},
 * which therefore waits for nothing.
 */
final class ServedLog implements AutoCloseable {
    private static final int STACK = 256 * 1024;
    private static final long CLOSED_BY_HOST_SECONDS = 10;

    private final String name;
    private final FileChannel writer;
    private final FileChannel reader;
    private final Consumer<Throwable> failures;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

    private ServedLog(
            String name, FileChannel writer, FileChannel reader, Consumer<Throwable> failures) {
        this.name = name;
        this.writer = writer;
        this.reader = reader;
        this.failures = failures;
    }

    static ServedLog open(Path fifo, Consumer<Throwable> failures) throws IOException {
        if (!FileType.isFifo(fifo)) {
            throw new FileSystemException(fifo.toString(), null, "it is no FIFO");
        }
        FileChannel writer =
                FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileChannel reader = FileChannel.open(fifo, StandardOpenOption.READ);
            return new ServedLog("berth log " + fifo.getFileName(), writer, reader, failures);
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /** Starts to read; the sink is closed at the end. */
    void start(LogSink sink) {
        DaemonThreads.create(name, STACK, () -> run(sink)).start();
    }

    /** Closes the FIFO before anything was started. */
    void abandon() {
        closeFifo();
        end.complete(null);
    }

    /** Completes when all is read and the sink is closed. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Reads to the end, for which the host has a while. */
    void stop() {
        stopped = endOrLimit();
        stopped.thenRun(this::closeFifo);
        release();
    }

    private CompletableFuture<Void> endOrLimit() {
        return end.copy().completeOnTimeout(null, CLOSED_BY_HOST_SECONDS, TimeUnit.SECONDS);
    }

    private void run(LogSink sink) {
        try (LogEntryReader entries =
                new LogEntryReader(new BufferedInputStream(new ChannelInput(reader)))) {
            Optional<LogEntry> entry = entries.next();
            release();
            while (entry.isPresent()) {
                write(sink, entry.get());
                entry = entries.next();
            }
        } catch (ClosedChannelException e) {
            // Ended at once, by whoever closed it.
            return;
        } catch (IOException e) {
            failures.accept(e);
        } finally {
            close(sink);
            closeFifo();
            end.complete(null);
        }
    }

    private void write(LogSink sink, LogEntry entry) {
        try {
            sink.write(entry);
        } catch (Throwable t) {
            failures.accept(t);
        }
    }

    private void close(LogSink sink) {
        try {
            sink.close();
        } catch (Throwable t) {
            failures.accept(t);
        }
    }

    private void release() {
        close(writer);
    }

    /**
     * Ends it: one that is stopped when all is read, for which there is a while, or else at once.
     * Waits for neither: see {@link #end}.
     */
    @Override
    public void close() {
        stopped.thenRun(this::closeFifo);
    }

    private void closeFifo() {
        close(writer);
        close(reader);
    }

    private static void close(FileChannel fifo) {
        try {
            fifo.close();
        } catch (IOException e) {
            // The kernel closes a FIFO whatever it returns.
            return;
        }
    }
}
