package dev.berth.shell.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/**
 * A print stream as a stream of bytes: an error of the print stream is an {@link IOException} here,
 * and closing leaves it open.
 */
final class ShellOutputStream extends FilterOutputStream {
    private final PrintStream print;

    ShellOutputStream(PrintStream print) {
        super(print);
        this.print = print;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        print.write(bytes, offset, length);
        requireWritten();
    }

    @Override
    public void flush() throws IOException {
        requireWritten();
    }

    @Override
    public void close() throws IOException {
        requireWritten();
    }

    /** Flushes as well. */
    private void requireWritten() throws IOException {
        if (print.checkError()) {
            throw new IOException("the output takes no more");
        }
    }
}
