package dev.berth.shell.command;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import dev.berth.shell.lock.LockFile;
import dev.berth.shell.progress.ProgressDisplay;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:upgrade}: {@code docker plugin upgrade}, and {@code --hot}. */
@Component(service = UpgradeCommand.class)
@GogoCommand(scope = "plugin", function = "upgrade")
public final class UpgradeCommand {
    private final PluginManager manager;

    @Activate
    public UpgradeCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Replaces a plugin's content. */
    @Descriptor("upgrade an existing plugin")
    public void upgrade(
            CommandSession session,
            @Descriptor("grant all permissions necessary to run the plugin")
                    @Parameter(
                            names = "--grant-all-permissions",
                            presentValue = "true",
                            absentValue = "false")
                    boolean grantAll,
            @Descriptor("do not check if specified remote plugin matches existing plugin image")
                    @Parameter(
                            names = "--skip-remote-check",
                            presentValue = "true",
                            absentValue = "false")
                    boolean skipCheck,
            @Descriptor("upgrade an enabled plugin without a pause")
                    @Parameter(names = "--hot", presentValue = "true", absentValue = "false")
                    boolean hot,
            @Descriptor("seconds that --hot watches the new version before it takes over")
                    @Parameter(names = "--trial", absentValue = TrialArgument.DEFAULT)
                    String trial,
            @Descriptor(
                            "upgrade to what plugins.lock.json has, with the privileges it has, or"
                                    + " not at all; nobody is asked")
                    @Parameter(names = "--frozen", presentValue = "true", absentValue = "false")
                    boolean frozen,
            @Descriptor("the lock file, if it is another")
                    @Parameter(names = "--lock", absentValue = LockFile.NAME)
                    @CompletedBy(CompletedBy.FILES)
                    String lock,
            @Descriptor("PLUGIN [REMOTE]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        CommandArguments arguments =
                CommandArguments.of("plugin:upgrade", rest).atLeast(1).atMost(2);
        UpgradeOptions options = options(hot, trial);
        Console console = Console.of(session);
        Plugin plugin = upgradable(arguments.first(), options);
        PluginReference old = plugin.source().orElse(plugin.name());
        PluginReference remote = remote(arguments, old);
        console.out()
                .printf(
                        "Upgrading plugin %s from %s to %s%n",
                        plugin.name().familiar(), old.familiar(), remote.familiar());
        if (!skipCheck && !frozen && !remote.equals(old)) {
            confirm(console);
        }
        GrantOption grant = GrantOption.of(grantAll, session, lock);
        InstallRequest request =
                frozen ? locked(plugin, remote, grant) : granted(plugin, remote, grant, console);
        OperationRunner.await(
                manager.upgrade(arguments.first(), request, options, ProgressDisplay.on(console)));
        console.out()
                .printf("Upgraded plugin %s to %s%n", plugin.name().familiar(), remote.familiar());
    }

    private InstallRequest granted(
            Plugin plugin, PluginReference remote, GrantOption grant, Console console)
            throws CommandFailure {
        InstallRequest asked = InstallRequest.of(remote);
        AvailablePlugin found =
                OperationRunner.await(manager.resolve(plugin.name().familiar(), asked));
        return ConsentPrompt.granted(console, asked, found, grant, "upgrading");
    }

    /** A lock file has all that a version asks for; granted is what the plugin does not have. */
    private InstallRequest locked(Plugin plugin, PluginReference remote, GrantOption grant)
            throws CommandFailure {
        InstallRequest asked = InstallRequest.of(remote);
        AvailablePlugin found = OperationRunner.await(manager.resolve(asked));
        InstallRequest locked = grant.lock().frozen(asked, found, "upgraded");
        AvailablePlugin more =
                OperationRunner.await(manager.resolve(plugin.name().familiar(), locked));
        return locked.withPrivileges(more.privileges());
    }

    private static UpgradeOptions options(boolean hot, String trial) throws CommandFailure {
        return hot
                ? UpgradeOptions.DEFAULT.withHot(TrialArgument.parse(trial))
                : UpgradeOptions.DEFAULT;
    }

    private Plugin upgradable(String name, UpgradeOptions options) throws CommandFailure {
        Plugin plugin = OperationRunner.ask(() -> manager.find(name));
        if (plugin.enabled() && !options.hot()) {
            throw new CommandFailure(
                    "the plugin must be disabled before upgrading, or upgraded with --hot");
        }
        return plugin;
    }

    private static PluginReference remote(CommandArguments arguments, PluginReference old)
            throws CommandFailure {
        return arguments.rest().isEmpty() ? old : NameArguments.reference(arguments.rest().get(0));
    }

    private static void confirm(Console console) throws CommandFailure {
        if (!ConsentPrompt.agreed(console, "Plugin images do not match, are you sure?")) {
            throw new CommandFailure("canceling upgrade request");
        }
    }
}
