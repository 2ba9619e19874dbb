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
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.error.PluginEnabledException;
import java.util.List;
import java.util.Map;

/** Replaces a disabled plugin's version; its ID, settings and data stay. */
public final class Upgrader {
    private final PluginStore store;
    private final Resolver resolver;
    private final PluginFetcher fetcher;
    private final MountedVersions mounts;
    private final EventDispatcher events;
    private final VersionHistory history;

    public Upgrader(
            PluginStore store,
            Resolver resolver,
            PluginFetcher fetcher,
            Providers providers,
            EventDispatcher events,
            VersionHistory history) {
        this.store = store;
        this.mounts = new MountedVersions(store, providers);
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.events = events;
        this.history = history;
    }

    Resolver resolver() {
        return resolver;
    }

    MountedVersions mounts() {
        return mounts;
    }

    VersionHistory history() {
        return history;
    }

    /** Fetches another version and replaces the plugin's; runs on the plugin's queue. */
    public Plugin upgrade(ManagedPlugin plugin, Pull pull, Cancellation cancellation)
            throws InterruptedException {
        if (plugin.document().wanted()) {
            throw new PluginEnabledException(plugin.name());
        }
        ResolvedPlugin resolved = resolver.resolve(plugin, pull);
        List<Digest> digests = resolved.digests();
        store.blobs().hold(digests);
        try (StagedRootfs staging = store.stage(plugin.id())) {
            fetch(plugin, resolved, pull, staging);
            return commit(plugin, resolved, staging, cancellation);
        } catch (Throwable t) {
            store.blobs().release(digests);
            throw t;
        }
    }

    /** Fetches another version of a plugin, and syncs it. */
    void fetch(ManagedPlugin plugin, ResolvedPlugin resolved, Pull pull, StagedRootfs staging)
            throws InterruptedException {
        fetcher.fetch(PluginFetch.of(resolved, pull, staging));
        store.prepare(staging, history.advance(plugin.document(), resolved));
    }

    /** Replaces the version of a disabled plugin by one that is fetched and synced. */
    Plugin commit(
            ManagedPlugin plugin,
            ResolvedPlugin resolved,
            StagedRootfs staging,
            Cancellation cancellation)
            throws InterruptedException {
        PluginDocument before = plugin.document();
        PluginDocument after = history.advance(before, resolved);
        mounts.requireUnmounted(plugin, before.versions());
        cancellation.pointOfNoReturn();
        store.replace(before, after, staging);
        plugin.replace(new StoredPlugin(after, resolved.config()));
        send(plugin, resolved);
        return plugin.snapshot();
    }

    /** Tells of an upgrade in Docker's word. */
    void send(ManagedPlugin plugin, ResolvedPlugin resolved) {
        String source = resolved.reference().familiar();
        events.send(PluginEvent.Kind.PULL, plugin.id(), plugin.name(), Map.of("reference", source));
    }
}
