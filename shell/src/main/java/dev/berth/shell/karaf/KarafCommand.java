package dev.berth.shell.karaf;

import dev.berth.shell.command.CommandFunction;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.command.PluginCommand;
import dev.berth.shell.completion.ArgumentCandidates;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.UsageText;
import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;

/** A plugin command as a command of Karaf's shell. */
final class KarafCommand implements Command {
    private final CommandSyntax syntax;
    private final KarafFunction function;
    private final KarafCompleter completer;

    KarafCommand(PluginCommand command, CommandServices services) {
        syntax = command.syntax();
        function = new KarafFunction(new CommandFunction(command, services));
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

    @Override
    public Object execute(Session session, List<Object> arguments) throws Exception {
        return function.execute(session, arguments);
    }
}
