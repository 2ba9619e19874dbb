package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.shared.display.ProgressLine;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.progress.ProgressDisplay;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import java.util.Optional;

/** {@code plugin:push}: {@code docker plugin push}. */
final class PushCommand implements PluginCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("push", "push a plugin to a registry")
                    .taking("PLUGIN", 1, 1, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        String name = call.arguments().first();
        PluginReference target = OperationRunner.ask(() -> call.manager().find(name)).name();
        call.print(ProgressLine.pushing(target).status());
        Plugin pushed =
                OperationRunner.await(
                        call.manager()
                                .push(name, Optional.empty(), ProgressDisplay.on(call.console())));
        call.print("%s: digest: %s".formatted(target.tag().orElse(""), pushed.digest()));
    }
}
