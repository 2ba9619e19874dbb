package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.ParsedArguments;

/** {@code plugin:install}: {@code docker plugin install}. */
final class InstallCommand implements PluginCommand {
    private static final CommandFlag DISABLE =
            CommandFlag.of("do not enable the plugin on install", "--disable");
    private static final CommandFlag FROZEN =
            CommandFlag.of(
                    "install what plugins.lock.json has, with the privileges it has, or nothing",
                    "--frozen");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("install", "install a plugin")
                    .with(CommandFlags.ALIAS, DISABLE, CommandFlags.GRANT_ALL, FROZEN)
                    .with(CommandFlags.LOCK)
                    .taking("PLUGIN [KEY=VALUE...]", 1, CommandSyntax.ANY);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        InstallRequest request = InstallRequest.of(NameArguments.reference(arguments.first()));
        String alias = arguments.value(CommandFlags.ALIAS, "");
        GrantOption grant = GrantOption.of(call);
        InstallSteps steps = call.steps();
        Plugin plugin =
                arguments.has(FROZEN)
                        ? steps.installLocked(request, alias, grant.lock(), "installed")
                        : steps.install(request, alias, grant, "installing");
        if (!arguments.rest().isEmpty()) {
            steps.set(plugin.name().familiar(), arguments.rest(), grant.all());
        }
        if (!arguments.has(DISABLE)) {
            steps.enable(plugin);
        }
        call.print("Installed plugin " + arguments.first());
    }
}
