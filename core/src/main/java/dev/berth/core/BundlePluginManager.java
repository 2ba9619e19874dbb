package dev.berth.core;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.EngineInfo;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputReader;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The {@link PluginManager} service as one bundle gets it: the one manager, which learns from it
 * whose the leases are.
 */
@Component(service = PluginManager.class, scope = ServiceScope.BUNDLE)
public final class BundlePluginManager implements PluginManager {
    private final PluginOperations manager;
    private final Bundle bundle;

    @Activate
    public BundlePluginManager(
            @Reference PluginManagerComponent manager, ComponentContext context) {
        this(manager, context.getUsingBundle());
    }

    BundlePluginManager(PluginManagerComponent manager, Bundle bundle) {
        this(manager.requestedBy(Requester.of("bundle " + bundle.getSymbolicName())), bundle);
    }

    private BundlePluginManager(PluginOperations manager, Bundle bundle) {
        this.manager = manager;
        this.bundle = bundle;
    }

    @Override
    public PluginManager requestedBy(Requester requester) {
        return new BundlePluginManager(manager.requestedBy(requester), bundle);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the bundle has stopped: nothing would end its lease
     */
    @Override
    public Lease lease(String name, CapabilityFilter capability, String holder) {
        Objects.requireNonNull(holder, "holder");
        Lease lease =
                manager.lease(name, capability, new LeaseHolder(holder, bundle.getBundleId()));
        // Looked at afterwards: a stop from now on ends the lease.
        if ((bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING)) == 0) {
            lease.close();
            throw new IllegalStateException("bundle %s is not active".formatted(bundle));
        }
        return lease;
    }

    @Override
    public EngineInfo engine() {
        return manager.engine();
    }

    @Override
    public List<Plugin> list() {
        return manager.list();
    }

    @Override
    public Plugin find(String name) {
        return manager.find(name);
    }

    @Override
    public PluginClient find(String name, CapabilityFilter capability) {
        return manager.find(name, capability);
    }

    @Override
    public List<PluginClient> findAll(CapabilityFilter capability) {
        return manager.findAll(capability);
    }

    @Override
    public Operation<List<Privilege>> privileges(InstallRequest request) {
        return manager.privileges(request);
    }

    @Override
    public Operation<AvailablePlugin> resolve(InstallRequest request) {
        return manager.resolve(request);
    }

    @Override
    public Operation<AvailablePlugin> resolve(String name, InstallRequest request) {
        return manager.resolve(name, request);
    }

    @Override
    public Operation<List<Privilege>> configPrivileges(byte[] config) {
        return manager.configPrivileges(config);
    }

    @Override
    public Operation<List<Privilege>> settingPrivileges(String name, List<String> settings) {
        return manager.settingPrivileges(name, settings);
    }

    @Override
    public Operation<Optional<PluginUsage>> usage(String name) {
        return manager.usage(name);
    }

    @Override
    public OutputReader output(String name) {
        return manager.output(name);
    }

    @Override
    public Operation<Void> login(String registry, RegistryCredentials credentials) {
        return manager.login(registry, credentials);
    }

    @Override
    public Operation<Plugin> install(InstallRequest request, ProgressListener progress) {
        return manager.install(request, progress);
    }

    @Override
    public Operation<Plugin> create(PluginReference name, InputStream tar) {
        return manager.create(name, tar);
    }

    @Override
    public Operation<Plugin> create(
            PluginReference name, InputStream tar, List<Privilege> granted) {
        return manager.create(name, tar, granted);
    }

    @Override
    public Operation<Plugin> save(String name, OutputStream archive) {
        return manager.save(name, archive);
    }

    @Override
    public Operation<List<PluginReference>> contents(Path layout) {
        return manager.contents(layout);
    }

    @Override
    public Operation<Plugin> push(
            String name, Optional<RegistryCredentials> credentials, ProgressListener progress) {
        return manager.push(name, credentials, progress);
    }

    @Override
    public Operation<List<Privilege>> newPrivileges(String name, InstallRequest request) {
        return manager.newPrivileges(name, request);
    }

    @Override
    public Operation<Plugin> upgrade(
            String name,
            InstallRequest request,
            UpgradeOptions options,
            ProgressListener progress) {
        return manager.upgrade(name, request, options, progress);
    }

    @Override
    public Operation<Plugin> rollback(String name, RollbackOptions options) {
        return manager.rollback(name, options);
    }

    @Override
    public Operation<Plugin> enable(String name, EnableOptions options) {
        return manager.enable(name, options);
    }

    @Override
    public Operation<Plugin> disable(String name, boolean force) {
        return manager.disable(name, force);
    }

    @Override
    public Operation<Plugin> remove(String name, boolean force) {
        return manager.remove(name, force);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings) {
        return manager.set(name, settings);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings, List<Privilege> granted) {
        return manager.set(name, settings, granted);
    }
}
