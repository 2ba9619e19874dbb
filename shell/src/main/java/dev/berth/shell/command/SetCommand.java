package dev.berth.shell.command;

import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.ParsedArguments;

/** {@code plugin:set}: {@code docker plugin set}. */
final class SetCommand implements PluginCommand {
    private static final CommandFlag GRANT_ALL =
            CommandFlag.of(
                    "grant the folders, devices and secrets of the host that are set, and lift"
                            + " measures",
                    "--grant-all-permissions");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("set", "change settings for a plugin")
                    .with(GRANT_ALL)
                    .taking(
                            "PLUGIN KEY=VALUE [KEY=VALUE...]",
                            2,
                            CommandSyntax.ANY,
                            Completion.PLUGIN_NAMES,
                            Completion.SETTINGS);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        call.steps().set(arguments.first(), arguments.rest(), arguments.has(GRANT_ALL));
    }
}
