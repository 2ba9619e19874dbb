package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StagedRootfs;
import dev.berth.core.store.StoredPlugin;
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

/** Replaces a disabled plugin's version; its ID, settings and data stay. */
public final class Upgrader {
    private final PluginStore store;
    private final Resolver resolver;
    private final PluginFetcher fetcher;
    private final Providers providers;
    private final EventDispatcher events;

    public Upgrader(
            PluginStore store,
            Resolver resolver,
            PluginFetcher fetcher,
            Providers providers,
            EventDispatcher events) {
        this.store = store;
        this.providers = providers;
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.events = events;
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
            requireUnmounted(plugin, store.rootfs(before));
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
     * Refuses while something is mounted in the old root filesystem, which is about to be deleted.
     */
    private void requireUnmounted(ManagedPlugin plugin, Path rootfs) {
        List<Path> mounted = providers.runtime().unmountBelow(rootfs);
        if (!mounted.isEmpty()) {
            throw new PluginRuntimeException(
                    "plugin %s is not upgraded, because %s is still mounted: unmount it and try again"
                            .formatted(plugin.name(), mounted.get(0)),
                    null);
        }
    }

    private static PluginDocument successor(PluginDocument before, ResolvedPlugin resolved) {
        PluginManifest manifest = resolved.manifest();
        return before.withRootfs(nextRootfs(before.rootfs()))
                .withSource(resolved.reference().toString())
                .withContent(manifest.manifest(), manifest.config(), manifest.layers());
    }

    /** Returns the next of {@code rootfs}, {@code rootfs-2}, {@code rootfs-3}, … */
    private static String nextRootfs(String name) {
        int dash = name.indexOf('-');
        int number = dash < 0 ? 1 : Integer.parseInt(name.substring(dash + 1));
        return "rootfs-" + (number + 1);
    }
}
