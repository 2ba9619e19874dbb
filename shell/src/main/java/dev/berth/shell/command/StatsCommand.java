package dev.berth.shell.command;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.shell.completion.CompletedBy;
import dev.berth.shell.console.CommandArguments;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import dev.berth.shell.view.UsageTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:stats}: {@code docker stats --no-stream}, of plugins. */
@Component(service = StatsCommand.class)
@GogoCommand(scope = "plugin", function = "stats")
public final class StatsCommand {
    private final PluginManager manager;

    @Activate
    public StatsCommand(@Reference PluginManager manager) {
        this.manager = manager;
    }

    /** Shows what plugins use of the host. */
    @Descriptor("display CPU, memory and processes of plugins that run, or of those named")
    public void stats(
            CommandSession session,
            @Descriptor("[PLUGIN...]") @CompletedBy(CompletedBy.PLUGIN_NAMES) String[] rest)
            throws CommandFailure {
        UsageTable table = new UsageTable();
        for (Plugin plugin : wanted(CommandArguments.of("plugin:stats", rest).words())) {
            Optional<PluginUsage> usage = usage(plugin);
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
        table.lines().forEach(Console.of(session).out()::println);
    }

    private List<Plugin> wanted(List<String> names) throws CommandFailure {
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
    private Optional<PluginUsage> usage(Plugin plugin) throws CommandFailure {
        return runs(plugin) ? OperationRunner.await(manager.usage(plugin.id())) : Optional.empty();
    }

    private static boolean runs(Plugin plugin) {
        return plugin.status().state() == PluginState.ENABLED;
    }
}
