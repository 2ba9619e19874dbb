package dev.berth.desired;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.WantedPlugin;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.Requester;
import dev.berth.plugin.UpgradeOptions;
import java.util.List;

/** The steps by the plugin manager, which is told that a configuration asks for them. */
record ManagerSteps(PluginManager manager) implements StepRunner {

    @Override
    public void run(String pid, WantedPlugin wanted, List<PlanStep> steps)
            throws InterruptedException {
        PluginManager asked =
                manager.requestedBy(
                        Requester.of(AppliedWish.isId(pid) ? pid : "configuration " + pid));
        for (PlanStep step : steps) {
            await(start(asked, wanted, step));
        }
    }

    private static Operation<?> start(PluginManager asked, WantedPlugin wanted, PlanStep step)
            throws InterruptedException {
        String name = wanted.name().familiar();
        return switch (step.kind()) {
            case INSTALL ->
                    asked.install(
                            request(asked, wanted).withAlias(wanted.name()), ProgressListener.NONE);
            case UPGRADE -> asked.upgrade(name, request(asked, wanted), ProgressListener.NONE);
            case HOT_UPGRADE ->
                    asked.upgrade(
                            name,
                            request(asked, wanted),
                            UpgradeOptions.DEFAULT.withHot(UpgradeOptions.DEFAULT_TRIAL),
                            ProgressListener.NONE);
            case SET -> asked.set(name, step.settings());
            case ENABLE -> asked.enable(name, EnableOptions.DEFAULT);
            case DISABLE -> asked.disable(name, false);
            case REMOVE -> asked.remove(name, false);
        };
    }

    /** What is granted by policies alone is bound to what was looked at. */
    private static InstallRequest request(PluginManager asked, WantedPlugin wanted)
            throws InterruptedException {
        InstallRequest request = InstallRequest.of(wanted.reference());
        if (wanted.granted().isPresent()) {
            return request.withPrivileges(wanted.granted().get()).withConsent(Consent.ASKED);
        }
        AvailablePlugin found = await(asked.resolve(request));
        return request.withDigest(found.digest())
                .withPrivileges(found.privileges())
                .withConsent(Consent.UNASKED);
    }

    private static <T> T await(Operation<T> operation) throws InterruptedException {
        try {
            return operation.await();
        } catch (InterruptedException e) {
            operation.cancel();
            throw e;
        }
    }
}
