package dev.berth.core;

import static org.osgi.framework.Constants.SYSTEM_BUNDLE_ID;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.launch.HostServices;
import dev.berth.core.launch.LaunchContributorRegistry;
import dev.berth.core.metrics.ManagerMetrics;
import dev.berth.core.provider.BoundRuntimes;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.DriverRegistry;
import dev.berth.core.publish.FindableServices;
import dev.berth.core.publish.HandlerRegistry;
import dev.berth.core.publish.Whiteboards;
import dev.berth.plugin.Requester;
import dev.berth.spi.PluginDiscovery;
import dev.berth.spi.PluginRuntime;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The one plugin manager as a component: it wires the manager's parts, and follows the runtime, the
 * discoveries and the configuration, without which there is none: it makes the root folder. Other
 * bundles get it as a {@link BundlePluginManager}.
 */
@Component(
        service = PluginManagerComponent.class,
        configurationPid = CoreForm.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = CoreConfiguration.class)
public final class PluginManagerComponent extends PluginOperations {
    private final ManagerParts parts;
    private final BoundRuntimes runtimes;
    private final BooleanSupplier frameworkStops;
    private final Logger log;

    @Activate
    public PluginManagerComponent(
            Map<String, Object> properties,
            BundleContext bundle,
            @Reference Providers providers,
            @Reference EventDispatcher events,
            @Reference FindableServices services,
            @Reference DriverRegistry drivers,
            @Reference HandlerRegistry handlers,
            @Reference LaunchContributorRegistry contributors,
            @Reference ManagerMetrics metrics,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(
                ManagerParts.open(
                        CoreForm.FORM.read(properties, log::error),
                        running -> ManagerParts.openStore(running, log),
                        services,
                        providers,
                        events,
                        new Whiteboards(drivers, handlers),
                        new HostServices(contributors, metrics),
                        log),
                () -> bundle.getBundle(SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING,
                providers,
                log);
    }

    PluginManagerComponent(
            ManagerParts parts, BooleanSupplier frameworkStops, Providers providers, Logger log) {
        super(parts, providers, Requester.ENGINE, log);
        this.parts = parts;
        this.runtimes = new BoundRuntimes(parts.configuration().execRoot(), log);
        this.frameworkStops = frameworkStops;
        this.log = log;
    }

    @Modified
    void modified(Map<String, Object> properties) {
        change(CoreForm.FORM.read(properties, log::error));
    }

    /** Not called as the method above: of two the component runtime takes the one for a type. */
    void change(CoreConfiguration changed) {
        parts.configuration().change(changed);
    }

    @Deactivate
    void deactivate() {
        parts.close(log);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRuntime(PluginRuntime service) {
        runtimes.bind(service).ifPresent(parts.supervisor()::setRuntime);
    }

    void unbindRuntime(ServiceReference<PluginRuntime> reference, PluginRuntime service) {
        releaseRuntime(service, reference.getBundle().getState() == Bundle.STOPPING);
    }

    /**
     * Lets go of a runtime that can still be called. With its bundle's or the framework's stop
     * plugins end, unless they are to live on.
     */
    void releaseRuntime(PluginRuntime service, boolean bundleStops) {
        boolean liveRestore = parts.configuration().liveRestore();
        if (frameworkStops.getAsBoolean()) {
            parts.supervisor().shutDown(liveRestore);
        }
        boolean end = bundleStops && !liveRestore;
        runtimes.unbind(service)
                .ifPresent(runtime -> parts.supervisor().unsetRuntime(runtime, end));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDiscovery(PluginDiscovery discovery) {
        parts.legacy().watch(discovery);
    }

    void unbindDiscovery(PluginDiscovery discovery) {
        parts.legacy().unwatch(discovery);
    }
}
