package dev.berth.shell.testing;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.plugin.desired.PlannedPlugin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Desired state with a plan that a test makes, which notes what it is asked. */
public final class PlannedDocument implements DesiredPlugins, DesiredPlan {
    private final List<PlannedPlugin> plugins = new ArrayList<>();
    private final Map<PluginReference, CompletionStage<Void>> outcomes = new LinkedHashMap<>();

    /** What it was asked. */
    public final List<String> asked = new ArrayList<>();

    private record Planned(PluginReference name, Change change, List<String> steps)
            implements PlannedPlugin {}

    /** Adds a plugin to the plan, and when it is done. */
    public PlannedDocument with(
            PlannedPlugin.Change change,
            String name,
            CompletableFuture<Void> outcome,
            String... steps) {
        PluginReference reference = PluginReference.parse(name);
        plugins.add(new Planned(reference, change, List.of(steps)));
        outcomes.put(reference, outcome);
        return this;
    }

    @Override
    public DesiredPlan plan(byte[] document, boolean prune) {
        asked.add(new String(document, StandardCharsets.UTF_8) + (prune ? " prune" : ""));
        return this;
    }

    @Override
    public List<PlannedPlugin> plugins() {
        return plugins;
    }

    @Override
    public boolean isChange() {
        return plugins.stream().anyMatch(p -> p.change() != PlannedPlugin.Change.NONE);
    }

    @Override
    public Map<PluginReference, CompletionStage<Void>> apply() {
        asked.add("apply");
        return outcomes;
    }
}
