package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.WantedPlugin;
import dev.berth.plugin.error.PluginException;
import java.util.List;

/** All steps were done, and the plugin still differs from what is wanted. */
final class PluginDriftException extends PluginException {
    private static final long serialVersionUID = 1L;

    PluginDriftException(WantedPlugin wanted, List<PlanStep> steps) {
        super(
                "%s differs after all steps were done; to what is wanted it would still be: %s"
                        .formatted(wanted.name().familiar(), steps));
    }
}
