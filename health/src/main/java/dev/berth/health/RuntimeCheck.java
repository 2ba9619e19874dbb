package dev.berth.health;

import dev.berth.plugin.PluginManager;
import dev.berth.spi.PluginRuntime;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether what runs plugins answers: containerd, asked for its tasks. */
@Component(
        service = HealthCheck.class,
        property = {
            "hc.name=Berth plugin runtime",
            "hc.tags=berth",
            "hc.tags=readiness",
            "hc.mbean.name=berthRuntime"
        })
public final class RuntimeCheck implements HealthCheck {
    private final PluginRuntime runtime;
    private final PluginManager manager;

    /**
     * @param runtime null if there is none
     * @param manager null if there is none
     */
    @Activate
    public RuntimeCheck(
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    PluginRuntime runtime,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    PluginManager manager) {
        this.runtime = runtime;
        this.manager = manager;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        if (runtime == null) {
            log.critical(
                    "no plugin runtime: containerd does not answer, or its bundle is not here");
            return new Result(log);
        }
        if (manager == null) {
            log.critical("no plugin manager uses the plugin runtime");
            return new Result(log);
        }
        try {
            PluginRuntime used = runtime.forExecRoot(manager.engine().execRoot());
            log.info("the plugin runtime answers and has {} tasks", used.ids().size());
        } catch (RuntimeException e) {
            log.critical("the plugin runtime does not answer: {}", e.getMessage());
        }
        return new Result(log);
    }
}
