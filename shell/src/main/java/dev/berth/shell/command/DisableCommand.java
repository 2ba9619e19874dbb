package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;

/** {@code plugin:disable}: {@code docker plugin disable}. */
final class DisableCommand implements PluginCommand {
    private static final CommandFlag FORCE =
            CommandFlag.of("force the disable of an active plugin", "-f", "--force");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("disable", "disable a plugin")
                    .with(FORCE)
                    .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String name = call.arguments().first();
        OperationRunner.await(call.manager().disable(name, call.arguments().has(FORCE)));
        call.print(name);
    }
}
