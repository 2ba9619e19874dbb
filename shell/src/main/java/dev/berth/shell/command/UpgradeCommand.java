package dev.berth.shell.command;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.progress.ProgressDisplay;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:upgrade}: {@code docker plugin upgrade}. */
@Component(service = UpgradeCommand.class)
@GogoCommand(scope = "plugin", function = "upgrade")
public final class UpgradeCommand {
    private final PluginManager manager;

    @Activate
    public UpgradeCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Replaces a disabled plugin's content. */
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
            @Descriptor("PLUGIN [REMOTE]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        CommandArguments arguments =
                CommandArguments.of("plugin:upgrade", rest).atLeast(1).atMost(2);
        Console console = Console.of(session);
        Plugin plugin = disabled(arguments.first());
        PluginReference old = plugin.source().orElse(plugin.name());
        PluginReference remote = remote(arguments, old);
        console.out()
                .printf(
                        "Upgrading plugin %s from %s to %s%n",
                        plugin.name().familiar(), old.familiar(), remote.familiar());
        if (!skipCheck && !remote.equals(old)) {
            confirm(console);
        }
        InstallRequest request =
                ConsentPrompt.granted(
                        manager, console, InstallRequest.of(remote), grantAll, "upgrading");
        OperationRunner.await(
                manager.upgrade(arguments.first(), request, ProgressDisplay.on(console)));
        console.out()
                .printf("Upgraded plugin %s to %s%n", plugin.name().familiar(), remote.familiar());
    }

    private Plugin disabled(String name) throws CommandFailure {
        Plugin plugin = OperationRunner.ask(() -> manager.find(name));
        if (plugin.enabled()) {
            throw new CommandFailure("the plugin must be disabled before upgrading");
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
