package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.Planner;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.desired.PlannedPlugin;
import java.util.List;
import java.util.Optional;

/** What becomes of one plugin when a document is applied. Immutable. */
record PlannedChange(PluginReference name, Change change, List<String> steps)
        implements PlannedPlugin {

    PlannedChange {
        steps = List.copyOf(steps);
    }

    /**
     * Compares what a document wants of a plugin with the plugin.
     *
     * @param before what was applied of it so far
     */
    static PlannedChange of(
            AppliedWish wanted, Optional<AppliedWish> before, Optional<Plugin> actual) {
        List<String> steps = words(Planner.plan(wanted.wish().plugin(), actual));
        if (actual.isEmpty()) {
            return new PlannedChange(wanted.name(), Change.INSTALL, steps);
        }
        if (!steps.isEmpty()) {
            return new PlannedChange(wanted.name(), Change.UPDATE, steps);
        }
        if (before.isEmpty()) {
            return new PlannedChange(wanted.name(), Change.UPDATE, List.of("adopt"));
        }
        return before.get().wish().equals(wanted.wish())
                ? new PlannedChange(wanted.name(), Change.NONE, List.of())
                : new PlannedChange(wanted.name(), Change.UPDATE, List.of("reconfigure"));
    }

    /** Returns what becomes of a plugin that the document does not have. */
    static PlannedChange without(AppliedWish before, boolean prune, Optional<Plugin> actual) {
        List<String> steps = words(Planner.end(before.wish().whenDeleted(), actual));
        return new PlannedChange(
                before.name(),
                prune ? Change.END : Change.LEFT,
                steps.isEmpty() ? List.of("forget") : steps);
    }

    private static List<String> words(List<PlanStep> steps) {
        return steps.stream().map(PlanStep::toString).toList();
    }
}
