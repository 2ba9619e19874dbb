package dev.berth.dist.component;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.osgi.service.component.annotations.Component;

/** {@code help}: the plugin commands first; those of the framework are Felix's to explain. */
@Component(property = {"osgi.command.scope=berth", "osgi.command.function=help"})
public final class HelpCommand implements Function {
    private static final String OVERVIEW =
            """

            Usage:  COMMAND [ARGUMENT...]

            Commands:
              plugin      Manage plugins: 'plugin --help' lists the commands for it
              help        'help plugin:ls' or 'plugin:ls --help' explains a command
              exit        Stop the engine (Ctrl-D)

            Beside them are the commands of the OSGi framework: 'felix:lb' lists the bundles,
            'scr:list' the components; 'help --all' lists them all.
            """;

    @Override
    public Object execute(CommandSession session, List<Object> words) throws Exception {
        if (words.isEmpty()) {
            Process.Utils.current().out().print(OVERVIEW);
            return null;
        }
        String name = String.valueOf(words.get(0));
        if (name.equals("--all")) {
            return session.execute("felix:help");
        }
        if (!UnknownCommand.isKnown(session, name)) {
            throw UnknownCommand.failure(session, name);
        }
        boolean ours = name.equals("plugin") || name.startsWith("plugin:");
        return session.execute(ours ? name + " --help" : "felix:help " + name);
    }
}
