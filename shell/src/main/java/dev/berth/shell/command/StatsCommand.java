package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.syntax.CommandSyntax;
import dev.berth.shell.syntax.Completion;
import dev.berth.shell.view.UsageTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code plugin:stats}: {@code docker stats --no-stream}, of plugins. */
final class StatsCommand implements PluginCommand {
    private static final CommandSyntax SYNTAX =
            CommandSyntax.of(
                            "stats",
                            "display CPU, memory and processes of plugins that run, or of those"
                                    + " named")
                    .taking("[PLUGIN...]", 0, CommandSyntax.ANY, Completion.PLUGIN_NAMES);

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void run(Invocation call) throws CommandFailure {
        UsageTable table = new UsageTable();
        for (Plugin plugin : wanted(call.manager(), call.arguments().words())) {
            Optional<PluginUsage> usage = usage(call.manager(), plugin);
            String name = plugin.name().familiar();
            if (usage.isPresent()) {
                table.add(
                        name,
                        Duration.between(plugin.status().since(), Instant.now()),
                        usage.get());
            } else {
                table.add(name);
            }
        }
        table.lines().forEach(call::print);
    }

    private static List<Plugin> wanted(PluginManager manager, List<String> names)
            throws CommandFailure {
        if (names.isEmpty()) {
            return OperationRunner.ask(manager::list).stream().filter(StatsCommand::runs).toList();
        }
        List<Plugin> plugins = new ArrayList<>();
        for (String name : names) {
            plugins.add(OperationRunner.ask(() -> manager.find(name)));
        }
        return plugins;
    }

    /** One that has stopped meanwhile uses nothing. */
    private static Optional<PluginUsage> usage(PluginManager manager, Plugin plugin)
            throws CommandFailure {
        return runs(plugin) ? OperationRunner.await(manager.usage(plugin.id())) : Optional.empty();
    }

    private static boolean runs(Plugin plugin) {
        return plugin.status().state() == PluginState.ENABLED;
    }
}
