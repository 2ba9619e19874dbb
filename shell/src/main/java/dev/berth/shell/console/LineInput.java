package dev.berth.shell.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;

/** Where a command reads a line from. */
@FunctionalInterface
public interface LineInput {
    /**
     * Reads a line.
     *
     * @return the line; empty at the end of the input
     * @throws IOException if it cannot be read
     */
    Optional<String> readLine() throws IOException;

    /** Returns the input of a stream, read byte by byte: what follows is left for others. */
    static LineInput of(InputStream in) {
        return () -> {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n' && next != '\r') {
                line.write(next);
                next = in.read();
            }
            return Optional.of(line.toString(StandardCharsets.UTF_8).strip());
        };
    }

    /**
     * Returns that of a session where lines are typed: JLine's terminal if it has one, which reads
     * ahead of the stream below it, and else the stream.
     */
    static LineInput of(CommandSession session, InputStream otherwise) {
        return reader(session)
                .map(reader -> terminal(reader, otherwise))
                .orElseGet(() -> of(otherwise));
    }

    /** Returns JLine's reader of a session: Karaf's, or that of Gogo's own shell. */
    static Optional<Object> reader(CommandSession session) {
        return Stream.of(".jline.reader", ".reader")
                .map(session::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static LineInput terminal(Object reader, InputStream otherwise) {
        try {
            return TerminalInput.of(reader).orElse(of(otherwise));
        } catch (NoClassDefFoundError e) {
            // This bundle is wired to no JLine, or to none whole.
            return of(otherwise);
        }
    }
}
