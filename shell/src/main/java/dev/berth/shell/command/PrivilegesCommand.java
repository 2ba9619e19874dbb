package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Privilege;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;

/** {@code plugin:privileges}: what an install would ask for. */
final class PrivilegesCommand implements PluginCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of(
                            "privileges",
                            "show the privileges that a plugin in a registry asks for")
                    .taking("PLUGIN", 1, 1);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        InstallRequest request =
                InstallRequest.of(NameArguments.reference(call.arguments().first()));
        for (Privilege privilege : OperationRunner.await(call.manager().privileges(request))) {
            call.print(ConsentPrompt.line(privilege));
        }
    }
}
