package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StagedRootfs;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.StoredVersion;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.PluginManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Replaces a disabled plugin's version; its ID, settings and data stay. */
public final class Upgrader {
    private final PluginStore store;
    private final Resolver resolver;
    private final PluginFetcher fetcher;
    private final Providers providers;
    private final EventDispatcher events;
    private final IntSupplier keptVersions;

    /**
     * @param keptVersions how many versions that an upgrade has replaced are kept
     */
    public Upgrader(
            PluginStore store,
            Resolver resolver,
            PluginFetcher fetcher,
            Providers providers,
            EventDispatcher events,
            IntSupplier keptVersions) {
        this.store = store;
        this.providers = providers;
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.events = events;
        this.keptVersions = keptVersions;
    }

    /** Fetches another version and replaces the plugin's; runs on the plugin's queue. */
    public Plugin upgrade(
            ManagedPlugin plugin,
            InstallRequest request,
            ProgressListener progress,
            Cancellation cancellation)
            throws InterruptedException {
        PluginDocument before = plugin.document();
        if (before.wanted()) {
            throw new PluginEnabledException(plugin.name());
        }
        ResolvedPlugin resolved = resolver.resolve(request, progress);
        List<Digest> digests = resolved.digests();
        store.blobs().hold(digests);
        try (StagedRootfs staging = store.stage(plugin.id())) {
            fetcher.fetch(
                    new PluginFetch(resolved, request.credentials(), staging.rootfs(), progress));
            PluginDocument after = successor(before, resolved);
            store.prepare(staging, after);
            requireUnmounted(plugin, before.versions());
            cancellation.pointOfNoReturn();
            store.replace(before, after, staging);
            plugin.replace(new StoredPlugin(after, resolved.config()));
        } catch (Throwable t) {
            store.blobs().release(digests);
            throw t;
        }
        String source = resolved.reference().familiar();
        events.send(PluginEvent.Kind.PULL, plugin.id(), plugin.name(), Map.of("reference", source));
        return plugin.snapshot();
    }

    /**
     * Refuses while something is mounted in a root filesystem that goes out of use: sooner or later
     * it is deleted.
     */
    private void requireUnmounted(ManagedPlugin plugin, List<StoredVersion> replaced) {
        for (StoredVersion version : replaced) {
            Path rootfs = store.folder(plugin.id()).resolve(version.rootfs());
            List<Path> mounted = providers.runtime().unmountBelow(rootfs);
            if (!mounted.isEmpty()) {
                throw new PluginRuntimeException(
                        "plugin %s is not upgraded, because %s is still mounted: unmount it and try again"
                                .formatted(plugin.name(), mounted.get(0)),
                        null);
            }
        }
    }

    private PluginDocument successor(PluginDocument before, ResolvedPlugin resolved) {
        PluginManifest manifest = resolved.manifest();
        StoredVersion next =
                new StoredVersion(
                        nextRootfs(before),
                        resolved.reference().toString(),
                        manifest.manifest(),
                        manifest.config(),
                        manifest.layers());
        List<StoredVersion> kept =
                before.versions().stream()
                        // The same content once more is no version to return to.
                        .filter(v -> !v.manifest().digest().equals(next.manifest().digest()))
                        .limit(keptVersions.getAsInt())
                        .toList();
        return before.withVersions(next, kept);
    }

    /** Returns the next of {@code rootfs}, {@code rootfs-2}, {@code rootfs-3}, … */
    private static String nextRootfs(PluginDocument document) {
        int last =
                document.versions().stream()
                        .mapToInt(version -> number(version.rootfs()))
                        .max()
                        .orElse(0);
        return "rootfs-" + (last + 1);
    }

    private static int number(String rootfs) {
        int dash = rootfs.indexOf('-');
        return dash < 0 ? 1 : Integer.parseInt(rootfs.substring(dash + 1));
    }
}
