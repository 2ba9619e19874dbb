package dev.berth.shell.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** A line typed at JLine's terminal. */
final class TerminalInput implements LineInput {
    private static final int BACKSPACE = '\b';
    private static final int DELETE = 0x7f;
    private static final int END_OF_INPUT = 4;

    private static final long LONGEST_WAIT_MILLIS = Duration.ofHours(1).toMillis();

    private final Terminal terminal;

    private TerminalInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns that of a session's reader; empty if it is none of the JLine that is wired. */
    static Optional<LineInput> of(Object reader) {
        return reader instanceof LineReader line
                ? Optional.of(new TerminalInput(line.getTerminal()))
                : Optional.empty();
    }

    /**
     * Reads a line in raw mode: only there does JLine come back from a read when it is interrupted.
     * So what is typed is echoed here.
     */
    @Override
    public Optional<String> readLine() throws IOException {
        Attributes before = terminal.enterRawMode();
        try {
            return typed();
        } finally {
            terminal.setAttributes(before);
            terminal.writer().println();
            terminal.flush();
        }
    }

    private Optional<String> typed() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = next();
        if (next < 0 || next == END_OF_INPUT) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            if (next != BACKSPACE && next != DELETE) {
                line.append((char) next);
                terminal.writer().print((char) next);
            } else if (!line.isEmpty()) {
                line.setLength(line.length() - 1);
                terminal.writer().print("\b \b");
            }
            terminal.flush();
            next = next();
        }
        return Optional.of(line.toString().strip());
    }

    /** Returns the next character, of which JLine waits for longer only if that has an end. */
    private int next() throws IOException {
        int next;
        do {
            next = terminal.reader().read(LONGEST_WAIT_MILLIS);
        } while (next == NonBlockingReader.READ_EXPIRED);
        return next;
    }
}
