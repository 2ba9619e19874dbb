package dev.berth.shell.console;

import java.io.IOException;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** A line typed at JLine's terminal. */
final class TerminalInput implements LineInput {
    private static final int BACKSPACE = '\b';
    private static final int DELETE = 0x7f;

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

    @Override
    public Optional<String> readLine() throws IOException {
        NonBlockingReader in = terminal.reader();
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            if (next != BACKSPACE && next != DELETE) {
                line.append((char) next);
            } else if (!line.isEmpty()) {
                line.setLength(line.length() - 1);
            }
            next = in.read();
        }
        return Optional.of(line.toString().strip());
    }
}
