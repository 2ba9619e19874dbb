package dev.berth.core;

import static dev.berth.core.Arguments.allRequired;
import static dev.berth.core.Arguments.required;
import static org.osgi.framework.Constants.SYSTEM_BUNDLE_ID;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.core.install.Pull;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.work.Task;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * Routes each call of the plugin manager to one of its parts, with who it is from: what changes an
 * installed plugin to the {@link Supervisor}, all else to a thread of its own.
 */
class PluginOperations implements PluginManager {
    private final ManagerParts parts;
    private final Providers providers;
    private final Requester requester;
    private final ArchiveCloser archives;
    private final Logger log;

    PluginOperations(ManagerParts parts, Providers providers, Requester requester, Logger log) {
        this.parts = parts;
        this.providers = providers;
        this.archives = new ArchiveCloser(log);
        this.requester = requester;
        this.log = log;
    }

    @Override
    public PluginOperations requestedBy(Requester other) {
        Objects.requireNonNull(other, "requester");
        return new PluginOperations(parts, providers, other, log);
    }

    @Override
    public EngineInfo engine() {
        return new RunningEngine(
                parts.store().engineId(),
                parts.store().root(),
                parts.configuration().execRoot(),
                parts.configuration().liveRestore());
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
    public PluginClient find(String name, CapabilityFilter capability) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
        return parts.lookup().client(name, capability);
    }

    @Override
    public List<PluginClient> findAll(CapabilityFilter capability) {
        return parts.lookup().clients(Objects.requireNonNull(capability, "capability"));
    }

    @Override
    public Lease lease(String name, CapabilityFilter capability, String holder) {
        return lease(name, capability, new LeaseHolder(holder, SYSTEM_BUNDLE_ID));
    }

    /** Takes a lease that {@link #endLeases} ends. */
    Lease lease(String name, CapabilityFilter capability, LeaseHolder holder) {
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
        return look(request, AvailablePlugin::privileges);
    }

    @Override
    public Operation<AvailablePlugin> resolve(InstallRequest request) {
        return look(request, found -> found);
    }

    private <T> Operation<T> look(InstallRequest request, Function<AvailablePlugin, T> part) {
        return attempt(
                () ->
                        start(
                                "look-up of " + subject(request),
                                c -> part.apply(parts.resolver().look(request))));
    }

    @Override
    public Operation<AvailablePlugin> resolve(String name, InstallRequest request) {
        return look(name, request, found -> found);
    }

    @Override
    public Operation<List<Privilege>> newPrivileges(String name, InstallRequest request) {
        return look(name, request, AvailablePlugin::privileges);
    }

    /** Looks at another version of a plugin. */
    private <T> Operation<T> look(
            String name, InstallRequest request, Function<AvailablePlugin, T> part) {
        return attempt(
                () -> {
                    ManagedPlugin plugin = plugin(name);
                    return start(
                            "look-up of " + subject(request),
                            c -> part.apply(parts.resolver().look(plugin, request)));
                });
    }

    @Override
    public Operation<List<Privilege>> configPrivileges(byte[] config) {
        return attempt(
                () -> {
                    required(config, "config");
                    return start("look into a config", c -> parts.creator().privileges(config));
                });
    }

    @Override
    public Operation<List<Privilege>> settingPrivileges(String name, List<String> settings) {
        return attempt(
                () ->
                        parts.supervisor()
                                .newRights(plugin(name), allRequired(settings, "settings")));
    }

    @Override
    public Operation<Optional<PluginUsage>> usage(String name) {
        return attempt(
                () -> {
                    ManagedPlugin plugin = plugin(name);
                    return start("usage of " + plugin.name(), c -> plugin.usage());
                });
    }

    @Override
    public OutputReader output(String name) {
        return parts.plugins().find(Objects.requireNonNull(name, "name")).output().reader();
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
                    String what = "pull of " + subject(request);
                    Pull pull = new Pull(request, requester, safe(progress));
                    return start(what, c -> parts.installer().install(pull, c));
                });
    }

    private static String subject(InstallRequest request) {
        return required(request, "request").reference().familiar();
    }

    @Override
    public Operation<Plugin> create(PluginReference name, InputStream tar) {
        return create(name, tar, Optional::empty);
    }

    @Override
    public Operation<Plugin> create(
            PluginReference name, InputStream tar, List<Privilege> granted) {
        return create(name, tar, () -> Optional.of(allRequired(granted, "granted")));
    }

    private Operation<Plugin> create(
            PluginReference name, InputStream tar, Supplier<Optional<List<Privilege>>> consent) {
        return archives.closing(
                tar,
                attempt(
                        () -> {
                            String what = "creation of " + required(name, "name").familiar();
                            required(tar, "tar");
                            Optional<List<Privilege>> granted = consent.get();
                            return start(
                                    what,
                                    c -> parts.creator().create(name, tar, granted, requester, c));
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
    public Operation<Plugin> upgrade(
            String name, InstallRequest request, UpgradeOptions opts, ProgressListener progress) {
        return attempt(
                () -> {
                    Pull pull = new Pull(required(request, "request"), requester, safe(progress));
                    return parts.supervisor()
                            .upgrade(plugin(name), pull, required(opts, "options"));
                });
    }

    @Override
    public Operation<Plugin> rollback(String name, RollbackOptions opts) {
        return attempt(
                () ->
                        parts.supervisor()
                                .rollback(plugin(name), required(opts, "options"), requester));
    }

    @Override
    public Operation<Plugin> enable(String name, EnableOptions options) {
        return attempt(
                () ->
                        parts.supervisor()
                                .enable(plugin(name), required(options, "options"), requester));
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
        return set(name, settings, Optional::empty);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings, List<Privilege> granted) {
        return set(name, settings, () -> Optional.of(allRequired(granted, "granted")));
    }

    private Operation<Plugin> set(
            String name, List<String> settings, Supplier<Optional<List<Privilege>>> consent) {
        return attempt(
                () ->
                        parts.supervisor()
                                .set(
                                        plugin(name),
                                        allRequired(settings, "settings"),
                                        consent.get()));
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
