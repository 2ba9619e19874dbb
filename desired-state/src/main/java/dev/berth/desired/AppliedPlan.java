package dev.berth.desired;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.PlannedPlugin;
import dev.berth.plugin.desired.PlannedPlugin.Change;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A plan, and what applies it. */
record AppliedPlan(
        List<PlannedPlugin> plugins, Supplier<Map<PluginReference, CompletionStage<Void>>> work)
        implements DesiredPlan {
    private static final Set<Change> CHANGES =
            EnumSet.of(Change.INSTALL, Change.UPDATE, Change.END);

    AppliedPlan {
        plugins = List.copyOf(plugins);
    }

    @Override
    public boolean isChange() {
        return plugins.stream().anyMatch(plugin -> CHANGES.contains(plugin.change()));
    }

    @Override
    public Map<PluginReference, CompletionStage<Void>> apply() {
        return work.get();
    }
}
