package dev.berth.shell.command;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.progress.ProgressDisplay;
import dev.berth.shell.syntax.CommandFlag;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.syntax.ParsedArguments;

/** {@code plugin:upgrade}: {@code docker plugin upgrade}, and {@code --hot}. */
final class UpgradeCommand implements PluginCommand {
    private static final CommandFlag SKIP_CHECK =
            CommandFlag.of(
                    "do not check if specified remote plugin matches existing plugin image",
                    "--skip-remote-check");
    private static final CommandFlag HOT =
            CommandFlag.of("upgrade an enabled plugin without a pause", "--hot");
    private static final CommandFlag TRIAL =
            CommandFlag.taking(
                    "seconds",
                    "that --hot watches the new version before it takes over (default 5)",
                    "--trial");
    private static final CommandFlag FROZEN =
            CommandFlag.of(
                    "upgrade to what plugins.lock.json has, with the privileges it has, or not at"
                            + " all; nobody is asked",
                    "--frozen");
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of("upgrade", "upgrade an existing plugin")
                    .with(CommandFlags.GRANT_ALL, SKIP_CHECK, HOT, TRIAL, FROZEN)
                    .with(CommandFlags.LOCK)
                    .taking("PLUGIN [REMOTE]", 1, 2, Completion.PLUGIN_NAMES, Completion.NONE);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        ParsedArguments arguments = call.arguments();
        UpgradeOptions options = options(arguments);
        Plugin plugin = upgradable(call, options);
        PluginReference old = plugin.source().orElse(plugin.name());
        PluginReference remote = remote(arguments, old);
        boolean frozen = arguments.has(FROZEN);
        String name = plugin.name().familiar();
        call.print(
                "Upgrading plugin %s from %s to %s"
                        .formatted(name, old.familiar(), remote.familiar()));
        if (!arguments.has(SKIP_CHECK) && !frozen && !remote.equals(old)) {
            confirm(call.console());
        }
        InstallRequest request =
                frozen ? locked(call, plugin, remote) : granted(call, plugin, remote);
        OperationRunner.await(
                call.manager()
                        .upgrade(
                                arguments.first(),
                                request,
                                options,
                                ProgressDisplay.on(call.console())));
        call.print("Upgraded plugin %s to %s".formatted(name, remote.familiar()));
    }

    private static InstallRequest granted(Invocation call, Plugin plugin, PluginReference remote)
            throws CommandFailure {
        InstallRequest asked = InstallRequest.of(remote);
        AvailablePlugin found =
                OperationRunner.await(call.manager().resolve(plugin.name().familiar(), asked));
        return ConsentPrompt.granted(
                call.console(), asked, found, GrantOption.of(call), "upgrading");
    }

    /** A lock file has all that a version asks for; granted is what the plugin does not have. */
    private static InstallRequest locked(Invocation call, Plugin plugin, PluginReference remote)
            throws CommandFailure {
        InstallRequest asked = InstallRequest.of(remote);
        AvailablePlugin found = OperationRunner.await(call.manager().resolve(asked));
        InstallRequest locked = GrantOption.of(call).lock().frozen(asked, found, "upgraded");
        AvailablePlugin more =
                OperationRunner.await(call.manager().resolve(plugin.name().familiar(), locked));
        return locked.withPrivileges(more.privileges());
    }

    private static UpgradeOptions options(ParsedArguments arguments) throws CommandFailure {
        return TrialArgument.of(arguments, HOT, TRIAL)
                .map(UpgradeOptions.DEFAULT::withHot)
                .orElse(UpgradeOptions.DEFAULT);
    }

    private static Plugin upgradable(Invocation call, UpgradeOptions options)
            throws CommandFailure {
        Plugin plugin = OperationRunner.ask(() -> call.manager().find(call.arguments().first()));
        if (plugin.enabled() && !options.hot()) {
            throw new CommandFailure(
                    "the plugin must be disabled before upgrading, or upgraded with --hot");
        }
        return plugin;
    }

    private static PluginReference remote(ParsedArguments arguments, PluginReference old)
            throws CommandFailure {
        return arguments.rest().isEmpty() ? old : NameArguments.reference(arguments.rest().get(0));
    }

    private static void confirm(Console console) throws CommandFailure {
        if (!ConsentPrompt.agreed(console, "Plugin images do not match, are you sure?")) {
            throw new CommandFailure("canceling upgrade request");
        }
    }
}
