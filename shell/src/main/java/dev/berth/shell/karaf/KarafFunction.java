package dev.berth.shell.karaf;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
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
     *
     * @return an {@link Integer} if the command ends with an exit code of its own in a one-shot
     *     session ({@code bin/client}, an ssh command), whose exit status Karaf makes of it; of an
     *     exception it makes 1
     */
    Object execute(Session session, List<Object> arguments) throws Exception {
        CommandSession gogo = (CommandSession) session.get(GOGO_SESSION);
        try {
            return function.execute(gogo, arguments);
        } catch (CommandFailure e) {
            if (e.isError() || session.getTerminal() != null) {
                throw new CommandException(e.getMessage(), e);
            }
            Console.of(gogo).out().println(e.getMessage());
            return e.getAsInt();
        }
    }
}
