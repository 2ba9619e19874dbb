package dev.berth.shell.console;

import java.io.PrintStream;

/**
 * The output of a command. Flushing also flushes the session's console: between the two is a pipe
 * of Gogo's, which passes no flush on, and the console of Karaf keeps what it is given.
 */
final class SessionPrintStream extends PrintStream {
    private final PrintStream console;

    SessionPrintStream(PrintStream out, PrintStream console) {
        super(out);
        this.console = console;
    }

    @Override
    public void flush() {
        super.flush();
        console.flush();
    }
}
