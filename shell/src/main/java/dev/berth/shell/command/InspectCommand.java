package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.view.InspectOutput;
import java.util.ArrayList;
import java.util.List;

/** {@code plugin:inspect}: {@code docker plugin inspect}. */
final class InspectCommand implements PluginCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("inspect", "display detailed information on one or more plugins")
                    .taking("PLUGIN [PLUGIN...]", 1, CommandSyntax.ANY, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<Plugin> plugins = new ArrayList<>();
        for (String name : call.arguments().words()) {
            plugins.add(OperationRunner.ask(() -> call.manager().find(name)));
        }
        call.print(InspectOutput.of(plugins));
    }
}
