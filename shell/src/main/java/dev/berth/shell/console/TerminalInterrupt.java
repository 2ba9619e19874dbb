package dev.berth.shell.console;

import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/**
 * A handler of JLine's {@code INT} in place of the shell's. That one interrupts Gogo's job, which
 * ends at once with an {@link InterruptedException} that the shell prints, while the command goes
 * on behind the next prompt; this one interrupts the command, which says what became of its work.
 * What is not its business, and what an interrupt has not moved, it leaves to the shell's.
 */
final class TerminalInterrupt implements InterruptKey, Terminal.SignalHandler {
    private final Thread command = Thread.currentThread();
    private final CommandSession session;
    private final Job job;
    private final Terminal terminal;
    private final Terminal.SignalHandler before;
    private boolean pressed;
    private volatile boolean closed;

    private TerminalInterrupt(CommandSession session, Job job, Terminal terminal) {
        this.session = session;
        this.job = job;
        this.terminal = terminal;
        before = terminal.handle(Terminal.Signal.INT, this);
    }

    /**
     * Returns that of a command in the foreground; empty for one in the background, and if the
     * reader is none of the JLine that is wired.
     */
    static Optional<InterruptKey> on(CommandSession session, Object reader) {
        Job job = session.foregroundJob();
        return job != null && reader instanceof LineReader line
                ? Optional.of(new TerminalInterrupt(session, job, line.getTerminal()))
                : Optional.empty();
    }

    @Override
    public void handle(Terminal.Signal signal) {
        if (session.foregroundJob() == job && interrupt()) {
            // What the terminal echoes of the key is a line of its own.
            terminal.writer().println();
            terminal.flush();
        } else {
            before.handle(signal);
        }
    }

    /** Returns whether the command is told; not if it has not heard what it was told before. */
    private synchronized boolean interrupt() {
        if (closed || command.isInterrupted()) {
            return false;
        }
        pressed = true;
        command.interrupt();
        return true;
    }

    @Override
    public void close() {
        boolean interrupted = end();
        Terminal.SignalHandler last = terminal.handle(Terminal.Signal.INT, open());
        if (last != this) {
            // That of a command behind this one in the pipe.
            terminal.handle(Terminal.Signal.INT, last);
        }
        if (interrupted) {
            // The thread is one of Gogo's pool, and what comes next on it was not meant.
            Thread.interrupted();
        }
    }

    /** Returns whether the command was interrupted; it will not be from now on. */
    private synchronized boolean end() {
        closed = true;
        return pressed;
    }

    /** Returns the handler before this one that is not closed. */
    private Terminal.SignalHandler open() {
        Terminal.SignalHandler handler = before;
        while (handler instanceof TerminalInterrupt other && other.closed) {
            handler = other.before;
        }
        return handler;
    }
}
