package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.ArrayList;
import java.util.List;

/** {@code plugin:rm}: {@code docker plugin rm}. */
final class RemoveCommand implements PluginCommand {
    private static final CommandFlag FORCE =
            CommandFlag.of("force the removal of an active plugin", "-f", "--force");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("rm", "remove one or more plugins")
                    .with(FORCE)
                    .taking("PLUGIN [PLUGIN...]", 1, CommandSyntax.ANY, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        List<String> failures = new ArrayList<>();
        for (String name : call.arguments().words()) {
            try {
                OperationRunner.await(call.manager().remove(name, call.arguments().has(FORCE)));
                call.print(name);
            } catch (CommandFailure e) {
                // One that cannot be removed does not keep the others from being.
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new CommandFailure(String.join("\n", failures));
        }
    }
}
