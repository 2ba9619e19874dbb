package dev.berth.shell.karaf;

import dev.berth.shell.console.CommandFailure;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** A function of Gogo that is executed in a session of Karaf's shell. */
record KarafFunction(Function function) {
    /** Where Karaf keeps the session of Gogo that its own is made of. */
    private static final String GOGO_SESSION = ".commandSession";

    /**
     * Runs it. Karaf shows the message of a {@link CommandException} behind its own "Error
     * executing command", and logs any other exception with its stack trace.
     */
    Object execute(Session session, List<Object> arguments) throws Exception {
        try {
            return function.execute((CommandSession) session.get(GOGO_SESSION), arguments);
        } catch (CommandFailure e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
