package dev.berth.shell.console;

import java.util.Optional;
import org.apache.felix.service.command.CommandSession;

/** Ctrl-C at the terminal, from the beginning of a command to its end. */
@FunctionalInterface
public interface InterruptKey {

    /**
     * Lets Ctrl-C interrupt this thread until it is closed. Of commands of ours in a pipe the one
     * that has begun last gets it; the others end with that, or get the next.
     */
    static InterruptKey interrupting(CommandSession session) {
        Optional<Object> reader = LineInput.reader(session);
        return reader.map(found -> of(session, found)).orElse(() -> {});
    }

    private static InterruptKey of(CommandSession session, Object reader) {
        try {
            return TerminalInterrupt.on(session, reader).orElse(() -> {});
        } catch (NoClassDefFoundError e) {
            // This bundle is wired to no JLine, or to none whole.
            return () -> {};
        }
    }

    /** Gives Ctrl-C back to the shell. */
    void close();
}
