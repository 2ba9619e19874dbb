package dev.berth.dist.component;

import dev.berth.plugin.PluginManager;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The launcher's readiness check: returns the number of plugins, or throws why there is no engine.
 */
@Component(service = Callable.class, property = "berth.launch=readiness")
public final class EngineReadiness implements Callable<Integer> {
    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final LogPrinter log;

    /** Asks nothing yet. */
    @Activate
    public EngineReadiness(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference LogPrinter log) {
        this.context = context;
        this.components = components;
        this.log = log;
    }

    /**
     * Returns how many plugins there are.
     *
     * @throws IllegalStateException if there is no plugin manager; the message says why
     */
    @Override
    public Integer call() {
        ServiceReference<PluginManager> reference =
                context.getServiceReference(PluginManager.class);
        PluginManager manager = reference == null ? null : context.getService(reference);
        if (manager == null) {
            throw new IllegalStateException(diagnosis());
        }
        log.release();
        return manager.list().size();
    }

    private String diagnosis() {
        Diagnosis diagnosis = Diagnosis.of(components);
        if (diagnosis.failures().isEmpty()) {
            log.release();
        } else {
            log.forget();
        }
        return diagnosis.toString();
    }
}
