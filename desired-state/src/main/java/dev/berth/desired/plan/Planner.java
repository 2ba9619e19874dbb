package dev.berth.desired.plan;

import dev.berth.desired.plan.PlanStep.Kind;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans the steps from a plugin as it is to what is wanted of it: none if it is so. What is
 * compared is what users ask for ({@link Plugin#enabled}), not whether it runs just now: that is
 * the manager's supervision. No registry is asked, so a tag that was moved there is no difference.
 */
public final class Planner {

    private Planner() {}

    /** Returns the steps, in order. */
    public static List<PlanStep> plan(WantedPlugin wanted, Optional<Plugin> actual) {
        return actual.isPresent() ? change(wanted, actual.get()) : make(wanted);
    }

    /** Returns the steps when nobody wants a plugin any more. */
    public static List<PlanStep> end(Deletion deletion, Optional<Plugin> actual) {
        List<PlanStep> steps = new ArrayList<>();
        if (actual.isEmpty() || deletion == Deletion.KEEP) {
            return steps;
        }
        if (actual.get().enabled()) {
            steps.add(PlanStep.of(Kind.DISABLE));
        }
        if (deletion == Deletion.REMOVE) {
            steps.add(PlanStep.of(Kind.REMOVE));
        }
        return steps;
    }

    private static List<PlanStep> make(WantedPlugin wanted) {
        List<PlanStep> steps = new ArrayList<>();
        steps.add(PlanStep.of(Kind.INSTALL));
        if (!wanted.settings().isEmpty()) {
            steps.add(new PlanStep(Kind.SET, wanted.settings()));
        }
        if (wanted.enabled()) {
            steps.add(PlanStep.of(Kind.ENABLE));
        }
        return steps;
    }

    private static List<PlanStep> change(WantedPlugin wanted, Plugin actual) {
        boolean upgrade = !isFrom(wanted.reference(), actual);
        List<String> settings =
                wanted.settings().stream()
                        .filter(setting -> !SettingComparison.holds(setting, actual))
                        .toList();
        boolean live = settings.stream().allMatch(s -> SettingComparison.isSupervision(s, actual));
        boolean hot = upgrade && wanted.hot() && wanted.enabled() && live;
        boolean pause = actual.enabled() && (upgrade && !hot || !live || !wanted.enabled());
        List<PlanStep> steps = new ArrayList<>();
        if (pause) {
            steps.add(PlanStep.of(Kind.DISABLE));
        }
        if (upgrade) {
            steps.add(PlanStep.of(hot && actual.enabled() ? Kind.HOT_UPGRADE : Kind.UPGRADE));
        }
        if (!settings.isEmpty()) {
            steps.add(new PlanStep(Kind.SET, settings));
        }
        if (wanted.enabled() && (pause || !actual.enabled())) {
            steps.add(PlanStep.of(Kind.ENABLE));
        }
        return steps;
    }

    private static boolean isFrom(PluginReference reference, Plugin actual) {
        Optional<Digest> digest = reference.digest();
        return digest.isPresent()
                ? digest.equals(Optional.of(actual.digest())) || digest.equals(actual.index())
                : actual.source().equals(Optional.of(reference.withDefaultTag()));
    }
}
