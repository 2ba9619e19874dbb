package dev.berth.shell.command;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RollbackOptions;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.console.ShellRequester;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:rollback}, which Docker does not have. */
@Component(service = RollbackCommand.class)
@GogoCommand(scope = "plugin", function = "rollback")
public final class RollbackCommand {
    private final PluginManager manager;

    @Activate
    public RollbackCommand(@Reference PluginManager manager) {
        this.manager = ShellRequester.of(manager);
    }

    /** Returns a plugin to a version before an upgrade. */
    @Descriptor("return a plugin to the version before an upgrade")
    public void rollback(
            CommandSession session,
            @Descriptor("roll an enabled plugin back without a pause")
                    @Parameter(names = "--hot", presentValue = "true", absentValue = "false")
                    boolean hot,
            @Descriptor("seconds that --hot watches the earlier version before it takes over")
                    @Parameter(names = "--trial", absentValue = TrialArgument.DEFAULT)
                    String trial,
            @Descriptor("PLUGIN [DIGEST]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        CommandArguments arguments =
                CommandArguments.of("plugin:rollback", rest).atLeast(1).atMost(2);
        RollbackOptions options =
                hot
                        ? RollbackOptions.DEFAULT.withHot(TrialArgument.parse(trial))
                        : RollbackOptions.DEFAULT;
        if (!arguments.rest().isEmpty()) {
            options = options.withVersion(digest(arguments.rest().get(0)));
        }
        Plugin plugin = OperationRunner.await(manager.rollback(arguments.first(), options));
        Console.of(session)
                .out()
                .printf("Rolled back plugin %s to %s%n", plugin.name().familiar(), version(plugin));
    }

    private static Digest digest(String text) throws CommandFailure {
        return OperationRunner.ask(() -> Digest.parse(text));
    }

    /** A plugin that was created from files has no reference. */
    private static String version(Plugin plugin) {
        String digest = plugin.digest().toString();
        return plugin.source()
                .map(PluginReference::familiar)
                .map(r -> r + "@" + digest)
                .orElse(digest);
    }
}
