package dev.berth.engine.support;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.EngineInfo;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputReader;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.AmbiguousPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginVersionNotFoundException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.SettingNotSettableException;
import dev.berth.testing.plugin.EngineFixture;
import dev.berth.testing.plugin.EventFixture;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.ProgressFixture;
import dev.berth.testing.plugin.SettingsFixture;
import dev.berth.testing.plugin.StatusFixture;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A manager that only remembers: the engine API is driven against it, because it can be made to
 * fail, wait and answer in every way that a manager may.
 */
public final class RememberedPlugins implements PluginManager {
    public static final String MANIFEST = "sha256:" + "ab".repeat(32);
    public static final String LAYER = "sha256:" + "0123456789abcdef".repeat(4);

    private final Map<String, PluginFixture> plugins = new ConcurrentHashMap<>();
    private final Map<String, PublishedPlugin> registry = new ConcurrentHashMap<>();
    private final Map<Digest, PublishedPlugin> everPublished = new ConcurrentHashMap<>();
    private final List<Requester> requesters = new CopyOnWriteArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final AtomicInteger count = new AtomicInteger();
    private final PluginListener listener;

    /** Given before a job goes past its first step. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    /** Counted down when a job was cancelled. */
    public volatile CountDownLatch cancelled = new CountDownLatch(1);

    /** Counted down when a job has come to the gate. */
    public volatile CountDownLatch atGate = new CountDownLatch(1);

    /** How the last upgrade was to be done. */
    public volatile UpgradeOptions upgradeOptions;

    /** Comes when somebody has looked at a plugin, before he is answered. */
    public volatile Runnable afterLook = () -> {};

    /** The rights that the last settings were to be given; null for any. */
    public volatile List<Privilege> granted;

    /** Thrown by the next jobs after the gate, if there is one. */
    public volatile RuntimeException failure;

    /** Thrown by the calls themselves: by the next ones that list, find or begin a job. */
    public volatile Error error;

    /** What reads an uploaded archive. */
    public volatile Reader reader = tar -> tar.transferTo(java.io.OutputStream.nullOutputStream());

    /** The login that came with the last job. */
    public volatile Optional<RegistryCredentials> login = Optional.empty();

    /** The options that the last enable came with. */
    public volatile EnableOptions options;

    /** The steps that a pull reports after it is resolved. */
    public volatile List<Progress> steps =
            List.of(
                    new ProgressFixture(Phase.WAITING, LAYER, 0, 0),
                    new ProgressFixture(Phase.DOWNLOADING, LAYER, 1024, 2048),
                    new ProgressFixture(Phase.DOWNLOADED, LAYER, 2048, 2048),
                    new ProgressFixture(Phase.EXTRACTING, LAYER, 32_768, 2_064_895),
                    new ProgressFixture(Phase.COMPLETE, LAYER, 0, 0));

    /** Reads an archive. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream tar) throws Exception;
    }

    public RememberedPlugins(PluginListener listener) {
        this.listener = listener;
    }

    public Plugin add(String name, String document) {
        return put(name, Optional.empty(), SampleConfigs.read(document));
    }

    public void publish(String reference, PublishedPlugin published) {
        everPublished.put(published.digest(), published);
        registry.put(PluginReference.parse(reference).withDefaultTag().toString(), published);
    }

    public void use(String name) {
        used.add(find(name).id());
    }

    public void state(String name, PluginState state) {
        PluginFixture p = find(name);
        put(p.in(state));
    }

    /** Makes a plugin that the user has enabled end with this code again and again. */
    public void crash(String name, int exitCode) {
        PluginStatus status =
                StatusFixture.of(PluginState.ENABLING)
                        .withRestarts(7)
                        .withLastExit(TaskExit.of(exitCode))
                        .withProblem("it ended with exit code " + exitCode);
        put(find(name).withStatus(true, status));
    }

    @Override
    public PluginManager requestedBy(Requester other) {
        requesters.add(other);
        return this;
    }

    /** Returns for whom it was used, in order. */
    public List<Requester> requesters() {
        return requesters;
    }

    @Override
    public EngineInfo engine() {
        return EngineFixture.of("/var/lib/tested");
    }

    @Override
    public List<Plugin> list() {
        breakDown();
        return plugins.values().stream()
                .map(Plugin.class::cast)
                .sorted(Comparator.comparing(p -> p.name().familiar()))
                .toList();
    }

    @Override
    public PluginFixture find(String name) {
        if (plugins.containsKey(name)) {
            return plugins.get(name);
        }
        Optional<PluginFixture> named = named(name);
        if (named.isPresent()) {
            return named.get();
        }
        List<String> ids = plugins.keySet().stream().filter(id -> id.startsWith(name)).toList();
        if (ids.size() > 1) {
            throw new AmbiguousPluginException(name, ids);
        }
        return ids.stream()
                .map(plugins::get)
                .findFirst()
                .orElseThrow(() -> new PluginNotFoundException(name));
    }

    private Optional<PluginFixture> named(String name) {
        try {
            PluginReference asked = PluginReference.parse(name).withDefaultTag();
            return plugins.values().stream().filter(p -> p.name().equals(asked)).findFirst();
        } catch (InvalidReferenceException e) {
            throw new PluginNotFoundException(name);
        }
    }

    @Override
    public PluginClient find(String name, CapabilityFilter capability) {
        throw new PluginNotFoundException(name);
    }

    @Override
    public List<PluginClient> findAll(CapabilityFilter capability) {
        return List.of();
    }

    @Override
    public Lease lease(String name, CapabilityFilter capability, String holder) {
        throw new PluginNotFoundException(name);
    }

    @Override
    public Operation<List<Privilege>> privileges(InstallRequest request) {
        return job(
                "privileges",
                () -> {
                    login = request.credentials();
                    pass();
                    return published(request.reference()).privileges();
                });
    }

    @Override
    public Operation<AvailablePlugin> resolve(InstallRequest request) {
        return job(
                "privileges",
                () -> {
                    login = request.credentials();
                    pass();
                    PublishedPlugin found = published(request.reference());
                    afterLook.run();
                    return found;
                });
    }

    @Override
    public Operation<AvailablePlugin> resolve(String name, InstallRequest request) {
        return resolve(request);
    }

    @Override
    public Operation<List<Privilege>> configPrivileges(byte[] config) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<List<Privilege>> settingPrivileges(String name, List<String> settings) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<Optional<PluginUsage>> usage(String name) {
        return job("usage", Optional::empty);
    }

    @Override
    public OutputReader output(String name) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<Void> login(String registry, RegistryCredentials credentials) {
        return job(
                "login",
                () -> {
                    login = Optional.of(credentials);
                    pass();
                    return null;
                });
    }

    @Override
    public Operation<Plugin> install(InstallRequest request, ProgressListener progress) {
        return job(
                "pull",
                () -> {
                    login = request.credentials();
                    PluginReference name = request.alias().orElse(request.reference());
                    refuseTaken(name);
                    PublishedPlugin published = pull(request, progress);
                    Plugin plugin =
                            put(
                                    name.familiar(),
                                    Optional.of(request.reference()),
                                    SampleConfigs.read(published.document()));
                    tell(PluginEvent.Kind.PULL, plugin);
                    return plugin;
                });
    }

    private PublishedPlugin pull(InstallRequest request, ProgressListener progress)
            throws InterruptedException {
        progress.progress(
                new ProgressFixture(Phase.RESOLVING, request.reference().toString(), 0, 0));
        PublishedPlugin published =
                request.digest().map(everPublished::get).orElse(published(request.reference()));
        progress.progress(new ProgressFixture(Phase.RESOLVED, MANIFEST, 0, 0));
        if (!published.privileges().equals(request.privileges())) {
            throw new PrivilegesNotGrantedException(
                    request.reference().familiar(), published.privileges(), request.privileges());
        }
        steps.forEach(progress::progress);
        pass();
        return published;
    }

    @Override
    public Operation<Plugin> create(PluginReference name, InputStream tar) {
        return job(
                "create",
                () -> {
                    try (tar) {
                        refuseTaken(name);
                        pass();
                        reader.read(tar);
                    }
                    Plugin plugin = add(name.familiar(), "{}");
                    tell(PluginEvent.Kind.CREATE, plugin);
                    return plugin;
                });
    }

    @Override
    public Operation<Plugin> create(
            PluginReference name, InputStream tar, List<Privilege> granted) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<Plugin> save(String name, OutputStream archive) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<List<PluginReference>> contents(Path layout) {
        throw new UnsupportedOperationException("no request asks for it");
    }

    @Override
    public Operation<Plugin> push(
            String name, Optional<RegistryCredentials> credentials, ProgressListener progress) {
        return job(
                "push",
                () -> {
                    login = credentials;
                    PluginFixture plugin = find(name);
                    progress.progress(new ProgressFixture(Phase.PUSHING, LAYER, 0, 2048));
                    progress.progress(new ProgressFixture(Phase.PUSHING, LAYER, 1024, 2048));
                    pass();
                    progress.progress(new ProgressFixture(Phase.PUSHED, LAYER, 2048, 2048));
                    progress.progress(new ProgressFixture(Phase.PUSHED, MANIFEST, 419, 419));
                    return plugin;
                });
    }

    @Override
    public Operation<List<Privilege>> newPrivileges(String name, InstallRequest request) {
        return privileges(request);
    }

    @Override
    public Operation<Plugin> upgrade(
            String name,
            InstallRequest request,
            UpgradeOptions options,
            ProgressListener progress) {
        upgradeOptions = options;
        return job(
                "upgrade",
                () -> {
                    PluginFixture plugin = options.hot() ? find(name) : disabled(name);
                    PublishedPlugin published = pull(request, progress);
                    return put(
                            plugin.withSource(request.reference())
                                    .withConfig(SampleConfigs.read(published.document())));
                });
    }

    @Override
    public Operation<Plugin> enable(String name, EnableOptions enableOptions) {
        return job(
                "enable",
                () -> {
                    options = enableOptions;
                    PluginFixture plugin = disabled(name);
                    pass();
                    return told(PluginEvent.Kind.ENABLE, put(plugin.in(PluginState.ENABLED)));
                });
    }

    @Override
    public Operation<Plugin> disable(String name, boolean force) {
        return job(
                "disable",
                () -> {
                    PluginFixture plugin = find(name);
                    if (plugin.status().state() != PluginState.ENABLED) {
                        throw new PluginDisabledException(plugin.name().familiar());
                    }
                    refuseUsed(plugin, force);
                    pass();
                    return told(PluginEvent.Kind.DISABLE, put(plugin.in(PluginState.DISABLED)));
                });
    }

    @Override
    public Operation<Plugin> remove(String name, boolean force) {
        return job(
                "remove",
                () -> {
                    PluginFixture plugin = find(name);
                    refuseUsed(plugin, force);
                    if (!force) {
                        disabled(name);
                    }
                    pass();
                    plugins.remove(plugin.id());
                    return told(PluginEvent.Kind.REMOVE, plugin);
                });
    }

    @Override
    public Operation<Plugin> rollback(String name, RollbackOptions options) {
        return job(
                "rollback",
                () -> {
                    PluginFixture plugin = disabled(name);
                    if (options.version().filter(PluginFixture.DIGEST::equals).isEmpty()) {
                        throw new PluginVersionNotFoundException(
                                plugin.name().familiar(),
                                options.version(),
                                List.of(PluginFixture.DIGEST));
                    }
                    return plugin;
                });
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings, List<Privilege> rights) {
        granted = rights;
        return set(name, settings);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings) {
        return job(
                "set",
                () -> {
                    PluginFixture plugin = disabled(name);
                    pass();
                    Map<String, String> env = new TreeMap<>();
                    plugin.settings().env().forEach(e -> env.put(e.split("=", 2)[0], e));
                    for (String setting : settings) {
                        String key = setting.split("=", 2)[0];
                        if (plugin.config().env().stream().noneMatch(e -> e.name().equals(key))) {
                            throw new SettingNotSettableException(
                                    setting,
                                    "setting \"%s\" not found in the plugin configuration"
                                            .formatted(key));
                        }
                        env.put(key, setting);
                    }
                    return put(
                            plugin.withSettings(
                                    SettingsFixture.withEnv(
                                            plugin.settings(), List.copyOf(env.values()))));
                });
    }

    private void breakDown() {
        if (error != null) {
            throw error;
        }
    }

    private <T> Operation<T> job(String what, Callable<T> work) {
        breakDown();
        return new ManualOperation<>(what, cancelled, work).start();
    }

    private void pass() throws InterruptedException {
        CountDownLatch closed = gate;
        atGate.countDown();
        closed.await();
        if (failure != null) {
            throw failure;
        }
    }

    private PluginFixture disabled(String name) {
        PluginFixture plugin = find(name);
        if (plugin.status().state() == PluginState.ENABLED) {
            throw new PluginEnabledException(plugin.name().familiar());
        }
        return plugin;
    }

    private void refuseTaken(PluginReference name) {
        if (named(name.familiar()).isPresent()) {
            throw new PluginAlreadyExistsException(name.familiar());
        }
    }

    private void refuseUsed(Plugin plugin, boolean force) {
        if (used.contains(plugin.id()) && !force) {
            throw new PluginInUseException(plugin.name().familiar(), List.of("volume v1"));
        }
    }

    private PublishedPlugin published(PluginReference reference) {
        PublishedPlugin published = registry.get(reference.toString());
        if (published == null) {
            throw new RegistryException(
                    RegistryException.Reason.NOT_FOUND,
                    reference.domain(),
                    reference.path(),
                    "%s has no plugin %s".formatted(reference.domain(), reference.path()));
        }
        return published;
    }

    private Plugin told(PluginEvent.Kind kind, Plugin plugin) {
        tell(kind, plugin);
        return plugin;
    }

    public void tell(PluginEvent.Kind kind, Plugin plugin) {
        Map<String, String> more =
                plugin.source().isPresent() && kind == PluginEvent.Kind.PULL
                        ? Map.of("reference", plugin.source().get().familiar())
                        : Map.of();
        listener.plugin(EventFixture.of(kind, plugin, more));
    }

    private PluginFixture put(String name, Optional<PluginReference> source, PluginConfig config) {
        String id = "%08x".formatted(0xe0000000 | count.incrementAndGet()).repeat(8);
        PluginFixture plugin =
                PluginFixture.of(name)
                        .withId(id)
                        .withDigest(Digest.parse(MANIFEST))
                        .withConfig(config);
        return put(source.map(plugin::withSource).orElse(plugin));
    }

    private PluginFixture put(PluginFixture plugin) {
        plugins.put(plugin.id(), plugin);
        return plugin;
    }
}
