package dev.berth.webconsole.view;

import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputLine;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What has to be asked of a plugin, within a limit.
 *
 * @param usage if it runs, and its runtime can tell in time
 * @param privileges what its config asks of the host; empty if that cannot be told now
 * @param output its last lines
 */
record PluginFacts(
        Optional<PluginUsage> usage,
        Optional<List<Privilege>> privileges,
        List<OutputLine> output) {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int LINES = 50;

    static PluginFacts of(PluginManager manager, Plugin plugin) {
        byte[] config = plugin.config().document().getBytes(StandardCharsets.UTF_8);
        Operation<List<Privilege>> privileges = manager.configPrivileges(config);
        boolean runs = plugin.status().state() == PluginState.ENABLED;
        Optional<PluginUsage> usage =
                runs
                        ? inTime(manager.usage(plugin.id())).flatMap(known -> known)
                        : Optional.empty();
        return new PluginFacts(usage, inTime(privileges), output(manager, plugin));
    }

    /** Returns the result of an operation, which is cancelled if it does not come in time. */
    private static <T> Optional<T> inTime(Operation<T> operation) {
        try {
            return Optional.of(operation.await(LIMIT));
        } catch (PluginException e) {
            operation.cancel();
            return Optional.empty();
        } catch (InterruptedException e) {
            operation.cancel();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static List<OutputLine> output(PluginManager manager, Plugin plugin) {
        try {
            List<OutputLine> kept = manager.output(plugin.id()).read(Duration.ZERO);
            return kept.subList(Math.max(0, kept.size() - LINES), kept.size());
        } catch (PluginException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
