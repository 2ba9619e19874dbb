package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.WantedPlugin;
import java.util.List;

/** Does the steps of one plan. */
interface StepRunner {

    /**
     * Returns when all steps are done.
     *
     * @param pid of the configuration that asks for it
     * @throws dev.berth.plugin.error.PluginException if one fails; those before it are done
     * @throws InterruptedException if this thread was interrupted; the step is undone
     */
    void run(String pid, WantedPlugin wanted, List<PlanStep> steps) throws InterruptedException;
}
