package dev.berth.core;

import static dev.berth.core.Arguments.allRequired;
import static dev.berth.core.Arguments.required;
import static org.osgi.framework.Constants.SYSTEM_BUNDLE_ID;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.publish.HandlerRegistry;
import dev.berth.core.publish.ServiceRegistrar;
import dev.berth.core.store.PluginStore;
import dev.berth.core.work.Task;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.spi.PluginDiscovery;
import dev.berth.spi.PluginRuntime;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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
 * The one plugin manager. It wires the manager's parts and routes each call to one of them: what
 * changes an installed plugin to the {@link Supervisor}, all else to a thread of its own. Other
 * bundles get it as a {@link BundlePluginManager}.
 */
@Component(
        service = PluginManagerComponent.class,
        configurationPid = "dev.berth.core",
        immediate = true)
@Designate(ocd = CoreConfiguration.class)
public final class PluginManagerComponent implements PluginManager {
    private final ManagerParts parts;
    private final Providers providers;
    private final RunningConfiguration configuration;
    private final BooleanSupplier frameworkStops;
    private final ArchiveCloser archives;
    private final Logger log;

    @Activate
    public PluginManagerComponent(
            CoreConfiguration configuration,
            BundleContext bundle,
            @Reference Providers providers,
            @Reference EventDispatcher events,
            @Reference HandlerRegistry handlers,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(
                configuration,
                running -> ManagerParts.openStore(running, log),
                bundle::registerService,
                () -> bundle.getBundle(SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING,
                providers,
                events,
                handlers,
                log);
    }

    PluginManagerComponent(
            CoreConfiguration configuration,
            Function<RunningConfiguration, PluginStore> opening,
            ServiceRegistrar services,
            BooleanSupplier frameworkStops,
            Providers providers,
            EventDispatcher events,
            HandlerRegistry handlers,
            Logger log) {
        this.configuration = new RunningConfiguration(configuration, log);
        this.parts =
                ManagerParts.assemble(
                        this.configuration,
                        opening.apply(this.configuration),
                        providers,
                        ManagerParts.publisher(this.configuration, services, handlers, log),
                        events,
                        log);
        this.providers = providers;
        this.frameworkStops = frameworkStops;
        this.archives = new ArchiveCloser(log);
        this.log = log;
    }

    @Modified
    void modified(CoreConfiguration changed) {
        configuration.change(changed);
    }

    @Deactivate
    void deactivate() {
        parts.close(configuration.liveRestore(), log);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRuntime(PluginRuntime runtime) {
        parts.supervisor().setRuntime(runtime);
    }

    void unbindRuntime(ServiceReference<PluginRuntime> reference, PluginRuntime runtime) {
        releaseRuntime(runtime, reference.getBundle().getState() == Bundle.STOPPING);
    }

    /**
     * Lets go of a runtime that can still be called. With its bundle's or the framework's stop
     * plugins end, unless they are to live on.
     */
    void releaseRuntime(PluginRuntime runtime, boolean bundleStops) {
        boolean liveRestore = configuration.liveRestore();
        if (frameworkStops.getAsBoolean()) {
            parts.supervisor().shutDown(liveRestore);
        }
        parts.supervisor().unsetRuntime(runtime, bundleStops && !liveRestore);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDiscovery(PluginDiscovery discovery) {
        parts.legacy().watch(discovery);
    }

    void unbindDiscovery(PluginDiscovery discovery) {
        parts.legacy().unwatch(discovery);
    }

    @Override
    public List<Plugin> list() {
        return parts.lookup().list();
    }

    @Override
    public Plugin find(String name) {
        return parts.plugins().find(Objects.requireNonNull(name, "name")).snapshot();
    }

    @Override
    public PluginClient find(String name, Capability capability) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
        return parts.lookup().client(name, capability);
    }

    @Override
    public Lease lease(String name, Capability capability, String holder) {
        return lease(name, capability, new LeaseHolder(holder, SYSTEM_BUNDLE_ID));
    }

    /** Takes a lease that {@link #endLeases} ends. */
    Lease lease(String name, Capability capability, LeaseHolder holder) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
        return parts.lookup().lease(name, capability, holder);
    }

    /** Ends the leases that a bundle has taken, because it has stopped. */
    void endLeases(long bundle) {
        parts.lookup().endLeases(bundle);
    }

    @Override
    public Operation<List<Privilege>> privileges(InstallRequest request) {
        return attempt(
                () ->
                        start(
                                "look-up of " + subject(request),
                                c -> parts.resolver().privileges(request)));
    }

    @Override
    public Operation<Void> login(String registry, RegistryCredentials credentials) {
        return attempt(
                () -> {
                    required(registry, "registry");
                    required(credentials, "credentials");
                    return start(
                            "login to " + registry, c -> providers.login(registry, credentials));
                });
    }

    @Override
    public Operation<Plugin> install(InstallRequest request, ProgressListener progress) {
        return attempt(
                () -> {
                    ProgressListener safe = safe(progress);
                    return start(
                            "pull of " + subject(request),
                            c -> parts.installer().install(request, safe, c));
                });
    }

    private static String subject(InstallRequest request) {
        return required(request, "request").reference().familiar();
    }

    @Override
    public Operation<Plugin> create(PluginReference name, InputStream tar) {
        return archives.closing(
                tar,
                attempt(
                        () -> {
                            String what = "creation of " + required(name, "name").familiar();
                            required(tar, "tar");
                            return start(what, c -> parts.creator().create(name, tar, c));
                        }));
    }

    @Override
    public Operation<Plugin> save(String name, OutputStream archive) {
        return archives.closing(
                archive,
                attempt(
                        () -> {
                            ManagedPlugin plugin = plugin(name);
                            required(archive, "archive");
                            return start(
                                    "saving of " + plugin.name(),
                                    c -> parts.saver().save(plugin, archive));
                        }));
    }

    @Override
    public Operation<List<PluginReference>> contents(Path layout) {
        return attempt(
                () ->
                        start(
                                "look into " + required(layout, "layout"),
                                c -> providers.layouts().names(layout)));
    }

    @Override
    public Operation<Plugin> push(
            String name, Optional<RegistryCredentials> credentials, ProgressListener progress) {
        return attempt(
                () -> {
                    ProgressListener safe = safe(progress);
                    required(credentials, "credentials");
                    ManagedPlugin plugin = plugin(name);
                    return start(
                            "push of " + plugin.name(),
                            c -> parts.pusher().push(plugin, credentials, safe));
                });
    }

    @Override
    public Operation<List<Privilege>> newPrivileges(String name, InstallRequest request) {
        return attempt(
                () -> {
                    ManagedPlugin plugin = plugin(name);
                    return start(
                            "look-up of " + subject(request),
                            c -> parts.resolver().newPrivileges(plugin, request));
                });
    }

    @Override
    public Operation<Plugin> upgrade(
            String name, InstallRequest request, UpgradeOptions opts, ProgressListener progress) {
        return attempt(
                () -> {
                    ProgressListener safe = safe(progress);
                    required(request, "request");
                    required(opts, "options");
                    return parts.supervisor().upgrade(plugin(name), request, opts, safe);
                });
    }

    @Override
    public Operation<Plugin> rollback(String name, RollbackOptions opts) {
        return attempt(() -> parts.supervisor().rollback(plugin(name), required(opts, "options")));
    }

    @Override
    public Operation<Plugin> enable(String name, EnableOptions options) {
        return attempt(() -> parts.supervisor().enable(plugin(name), required(options, "options")));
    }

    @Override
    public Operation<Plugin> disable(String name, boolean force) {
        return attempt(() -> parts.supervisor().disable(plugin(name), force));
    }

    @Override
    public Operation<Plugin> remove(String name, boolean force) {
        return attempt(() -> parts.supervisor().remove(plugin(name), force));
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings) {
        return attempt(
                () -> parts.supervisor().set(plugin(name), allRequired(settings, "settings")));
    }

    private <T> Operation<T> attempt(Supplier<Operation<T>> call) {
        return parts.executor().attempt(call);
    }

    /** Begins what changes no plugin that is installed. */
    private <T> Operation<T> start(String what, Task<T> task) {
        return parts.executor().start(what, task);
    }

    private ManagedPlugin plugin(String name) {
        return parts.plugins().find(required(name, "name"));
    }

    private ProgressListener safe(ProgressListener listener) {
        return new GuardedProgressListener(required(listener, "progress"), log);
    }
}
