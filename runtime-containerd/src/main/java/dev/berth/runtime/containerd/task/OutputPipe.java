package dev.berth.runtime.containerd.task;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one FIFO, line by line, on a thread of its own.
 *
 * <p>Opening a pipe to read blocks until somebody writes. So it is opened for both first, which
 * does not block and counts as a writer; {@link #release} gives that up, and from then on the end
 * of the file comes when the last real writer has gone and all is read.
 */
final class OutputPipe implements AutoCloseable {
    private static final int STACK = 128 * 1024;
    private static final int BUFFER = 8 * 1024;

    private final FileChannel writer;
    private final FileChannel reader;
    private final LineSplitter lines;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private OutputPipe(FileChannel writer, FileChannel reader, LineSplitter lines) {
        this.writer = writer;
        this.reader = reader;
        this.lines = lines;
    }

    /**
     * Opens a pipe and starts to read.
     *
     * @param thread the reading thread's name
     */
    static OutputPipe open(Path pipe, String thread, LineSplitter lines) throws IOException {
        FileChannel writer =
                FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileChannel reader = FileChannel.open(pipe, StandardOpenOption.READ);
            OutputPipe output = new OutputPipe(writer, reader, lines);
            DaemonThreads.create(thread, STACK, output::read).start();
            return output;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /** Completes when all is read, or the pipe was closed. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** No longer counts as a writer. */
    void release() throws IOException {
        writer.close();
    }

    /** Stops reading at once. */
    @Override
    public void close() {
        try (writer) {
            reader.close();
        } catch (IOException e) {
            // The kernel closes a pipe whatever it returns.
            return;
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (reader) {
            while (reader.read(buffer) >= 0) {
                lines.accept(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            // Closed while reading: what came until now is all that is wanted.
            return;
        } finally {
            lines.finish();
            end.complete(null);
        }
    }
}
