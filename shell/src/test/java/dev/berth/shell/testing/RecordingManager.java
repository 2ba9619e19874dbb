package dev.berth.shell.testing;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.EngineInfo;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputReader;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Progress;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.testing.plugin.ProgressFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Does nothing but note what it is asked to do. */
public final class RecordingManager implements PluginManager {
    /** What is in a saved archive. */
    public static final String SAVED = "the archive";

    /** Of all that it finds. */
    public static final Digest DIGEST = Digest.sha256(new byte[0]);

    private final List<String> asked = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private List<Privilege> privileges = List.of();
    private List<Privilege> newPrivileges = List.of();
    private List<PluginReference> contents = List.of();
    private OutputReader output;
    private Optional<PluginUsage> usage = Optional.empty();
    private final List<Requester> requesters = new ArrayList<>();
    private Optional<Digest> index = Optional.empty();
    private Consent consent = Consent.UNASKED;
    private boolean broken;

    /** Returns what was asked of it, in order; looking up is not noted. */
    public List<String> asked() {
        return asked;
    }

    /** Adds a plugin. */
    public RecordingManager with(Plugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Makes every plugin in a registry ask for this. */
    public RecordingManager wanting(Privilege... wanted) {
        privileges = List.of(wanted);
        return this;
    }

    /** Makes every other version of a plugin ask for this more. */
    public RecordingManager newlyWanting(Privilege... wanted) {
        newPrivileges = List.of(wanted);
        return this;
    }

    /** Makes every plugin in a registry be chosen from this index. */
    public RecordingManager indexed(Digest of) {
        index = Optional.of(of);
        return this;
    }

    /** Returns how the last install or upgrade was consented to. */
    public Consent consent() {
        return consent;
    }

    private String pin(InstallRequest request) {
        consent = request.consent();
        return request.digest().filter(index.orElse(DIGEST)::equals).isPresent() ? "" : " UNPINNED";
    }

    /** Makes every layout hold these. */
    public RecordingManager holding(String... names) {
        contents = Stream.of(names).map(PluginReference::parse).toList();
        return this;
    }

    /** Makes every plugin that runs use this. */
    public RecordingManager using(PluginUsage used) {
        usage = Optional.of(used);
        return this;
    }

    /** Makes every save break off. */
    public void breaking() {
        broken = true;
    }

    private void requireSaving() throws IOException {
        if (broken) {
            throw new IOException("no space left");
        }
    }

    /** A layout is what its file says, or its folder's name. */
    private String described(Path layout) {
        try {
            return Files.isDirectory(layout)
                    ? " from folder " + layout.getFileName()
                    : " from " + Files.readString(layout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        throw new UnsupportedOperationException("no command asks for it");
    }

    @Override
    public List<Plugin> list() {
        return plugins;
    }

    @Override
    public Plugin find(String name) {
        return plugins.stream()
                .filter(plugin -> plugin.name().familiar().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new PluginNotFoundException(name));
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
        return new FinishedOperation<>(() -> privileges);
    }

    @Override
    public Operation<AvailablePlugin> resolve(InstallRequest request) {
        return new FinishedOperation<>(() -> new Found(privileges, index));
    }

    @Override
    public Operation<AvailablePlugin> resolve(String name, InstallRequest request) {
        return new FinishedOperation<>(() -> new Found(newPrivileges, index));
    }

    private record Found(List<Privilege> privileges, Optional<Digest> index)
            implements AvailablePlugin {
        @Override
        public Digest digest() {
            return DIGEST;
        }

        @Override
        public PluginConfig config() {
            return SamplePlugins.disabled("x").config();
        }
    }

    @Override
    public Operation<List<Privilege>> configPrivileges(byte[] config) {
        return new FinishedOperation<>(() -> privileges);
    }

    @Override
    public Operation<List<Privilege>> settingPrivileges(String name, List<String> settings) {
        return new FinishedOperation<>(() -> newPrivileges);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings, List<Privilege> granted) {
        return note(
                "set %s %s granting %d".formatted(name, settings, granted.size()),
                () -> SamplePlugins.disabled(name));
    }

    @Override
    public Operation<Plugin> create(
            PluginReference name, InputStream tar, List<Privilege> granted) {
        create(name, tar);
        return note(
                "which grants " + granted.size(), () -> SamplePlugins.disabled(name.familiar()));
    }

    private Operation<Plugin> note(String what, Supplier<Plugin> plugin) {
        asked.add(what);
        return new FinishedOperation<>(plugin::get);
    }

    @Override
    public Operation<Optional<PluginUsage>> usage(String name) {
        return new FinishedOperation<>(() -> usage);
    }

    /** Makes every plugin have this output. */
    public RecordingManager writing(OutputReader reader) {
        output = reader;
        return this;
    }

    @Override
    public OutputReader output(String name) {
        find(name);
        return output;
    }

    @Override
    public Operation<Void> login(String registry, RegistryCredentials credentials) {
        throw new UnsupportedOperationException("no command logs in");
    }

    @Override
    public Operation<Plugin> install(InstallRequest request, ProgressListener progress) {
        asked.add(
                "install %s%s%s as %s granting %d"
                        .formatted(
                                request.reference().familiar(),
                                pin(request),
                                request.layout().map(this::described).orElse(""),
                                request.alias().map(PluginReference::familiar).orElse("itself"),
                                request.privileges().size()));
        progress.progress(new ProgressFixture(Progress.Phase.COMPLETE, "sha256:abc", 0, 0));
        PluginReference name = request.alias().orElse(request.reference());
        return new FinishedOperation<>(() -> SamplePlugins.disabled(name.familiar()));
    }

    @Override
    public Operation<Plugin> create(PluginReference name, InputStream tar) {
        try (tar) {
            tar.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asked.add("create " + name.familiar());
        return new FinishedOperation<>(() -> SamplePlugins.disabled(name.familiar()));
    }

    @Override
    public Operation<Plugin> save(String name, OutputStream archive) {
        asked.add("save " + name);
        return new FinishedOperation<>(
                () -> {
                    try (archive) {
                        archive.write(SAVED.getBytes(StandardCharsets.UTF_8));
                        requireSaving();
                    } catch (IOException e) {
                        throw new PluginStorageException(Path.of("x"), e.getMessage(), e);
                    }
                    return find(name);
                });
    }

    @Override
    public Operation<List<PluginReference>> contents(Path layout) {
        return new FinishedOperation<>(() -> contents);
    }

    @Override
    public Operation<Plugin> push(
            String name, Optional<RegistryCredentials> credentials, ProgressListener progress) {
        return note("push " + name, name);
    }

    @Override
    public Operation<List<Privilege>> newPrivileges(String name, InstallRequest request) {
        return new FinishedOperation<>(() -> newPrivileges);
    }

    @Override
    public Operation<Plugin> upgrade(
            String name,
            InstallRequest request,
            UpgradeOptions options,
            ProgressListener progress) {
        String hot = options.hot() ? " hot, trial " + options.trial() : "";
        return note(
                "upgrade %s to %s%s%s%s"
                        .formatted(
                                name,
                                request.reference().familiar(),
                                pin(request),
                                request.consent() == Consent.LOCKED
                                        ? " granting " + request.privileges().size()
                                        : "",
                                hot),
                name);
    }

    @Override
    public Operation<Plugin> enable(String name, EnableOptions options) {
        asked.add("enable %s %s %s".formatted(name, options.start(), options.call()));
        return new FinishedOperation<>(() -> SamplePlugins.enabled(name));
    }

    @Override
    public Operation<Plugin> disable(String name, boolean force) {
        return note("disable %s %s".formatted(name, force), name);
    }

    @Override
    public Operation<Plugin> remove(String name, boolean force) {
        return note("remove %s %s".formatted(name, force), name);
    }

    @Override
    public Operation<Plugin> rollback(String name, RollbackOptions options) {
        String hot = options.hot() ? " hot, trial " + options.trial() : "";
        return note(
                "rollback %s to %s%s"
                        .formatted(
                                name,
                                options.version().map(Digest::toString).orElse("the last one"),
                                hot),
                name);
    }

    @Override
    public Operation<Plugin> set(String name, List<String> settings) {
        asked.add("set %s %s".formatted(name, settings));
        return new FinishedOperation<>(() -> SamplePlugins.disabled(name));
    }

    private Operation<Plugin> note(String what, String name) {
        asked.add(what);
        return new FinishedOperation<>(() -> find(name));
    }
}
