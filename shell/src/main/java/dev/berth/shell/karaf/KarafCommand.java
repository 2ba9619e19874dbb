package dev.berth.shell.karaf;

import dev.berth.shell.command.CommandFunction;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.UsageText;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** A plugin command as a command of Karaf's shell. */
final class KarafCommand implements Command {
    /** Where Karaf keeps the session of Gogo that its own is made of. */
    private static final String GOGO_SESSION = ".commandSession";

    private final CommandSyntax syntax;
    private final CommandFunction function;
    private final KarafCompleter completer;

    KarafCommand(PluginCommand command, CommandServices services) {
        syntax = command.syntax();
        function = new CommandFunction(command, services);
        completer = new KarafCompleter(syntax, new ArgumentCandidates(services.manager()));
    }

    @Override
    public String getScope() {
        return CommandSyntax.SCOPE;
    }

    @Override
    public String getName() {
        return syntax.name();
    }

    @Override
    public String getDescription() {
        return UsageText.sentence(syntax.summary());
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return completer;
    }

    @Override
    public Parser getParser() {
        return null;
    }

    /**
     * Runs it. Karaf shows the message of a {@link CommandException} behind its own "Error
     * executing command", and logs any other exception with its stack trace.
     */
    @Override
    public Object execute(Session session, List<Object> arguments) throws CommandException {
        try {
            return function.execute((CommandSession) session.get(GOGO_SESSION), arguments);
        } catch (CommandFailure e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
