package dev.berth.shell.karaf;

import dev.berth.shell.syntax.CommandSyntax;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/**
 * {@code plugin}: enters the subshell, as the command does that Karaf makes of each scope. With
 * words it is the function {@code plugin} of Gogo: {@code help plugin} executes {@code plugin
 * --help}, to which Karaf's own command prints {@code OSGI-INF/shell-plugin.info}, but only of
 * commands that are annotated classes. Of commands of one name Karaf's shell takes the one that was
 * registered first.
 */
record KarafSubshell(KarafFunction function) implements Command {

    KarafSubshell(Function function) {
        this(new KarafFunction(function));
    }

    @Override
    public String getScope() {
        return Session.SCOPE_GLOBAL;
    }

    @Override
    public String getName() {
        return CommandSyntax.SCOPE;
    }

    @Override
    public String getDescription() {
        return "Enter the subshell";
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return new StringsCompleter(List.of(CommandSyntax.SCOPE));
    }

    @Override
    public Parser getParser() {
        return null;
    }

    @Override
    public Object execute(Session session, List<Object> words) throws Exception {
        if (!words.isEmpty()) {
            return function.execute(session, words);
        }
        session.put(Session.SUBSHELL, CommandSyntax.SCOPE);
        session.put(Session.SCOPE, CommandSyntax.SCOPE + ":" + session.get(Session.SCOPE));
        return null;
    }
}
