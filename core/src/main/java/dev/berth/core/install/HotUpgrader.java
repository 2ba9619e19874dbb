package dev.berth.core.install;

import dev.berth.core.lifecycle.Lifecycle;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StagedRootfs;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.StoredVersion;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.Requester;
import dev.berth.plugin.error.PluginException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.log.Logger;

/**
 * Replaces an enabled plugin's version without a pause. The new version is fetched on the caller's
 * thread, so that the plugin's queue is free to restart the old one meanwhile, and takes over on
 * the queue.
 */
public final class HotUpgrader {
    private final PluginIndex plugins;
    private final PluginStore store;
    private final Upgrader cold;
    private final Lifecycle lifecycle;
    private final Logger log;

    /**
     * @param cold upgrades a plugin that is disabled by the time
     */
    public HotUpgrader(
            PluginIndex plugins,
            PluginStore store,
            Upgrader cold,
            Lifecycle lifecycle,
            Logger log) {
        this.plugins = plugins;
        this.store = store;
        this.cold = cold;
        this.lifecycle = lifecycle;
        this.log = log;
    }

    /** Fetches another version, and lets it take over; does not run on the plugin's queue. */
    public Plugin upgrade(ManagedPlugin plugin, Pull pull, Duration trial)
            throws InterruptedException {
        ResolvedPlugin resolved = cold.resolver().resolve(plugin, pull);
        List<Digest> digests = resolved.digests();
        AtomicBoolean committed = new AtomicBoolean();
        store.blobs().hold(digests);
        try (StagedRootfs staging = store.stage(plugins.newId())) {
            cold.fetch(plugin, resolved, pull, staging);
            String reference = resolved.reference().familiar();
            pull.progress().progress(ProgressStep.of(Phase.STARTING, reference));
            return Cancellation.awaitPart(
                    plugin.submitStart(
                            "upgrade of",
                            c -> {
                                // It may be at another version than when it was asked.
                                Resolver.requireConsent(plugin, resolved, pull.request());
                                return plugin.document().wanted()
                                        ? replace(
                                                plugin,
                                                resolved,
                                                staging,
                                                trial,
                                                pull.requester(),
                                                c,
                                                committed)
                                        : cold.commit(plugin, resolved, staging, c);
                            }));
        } catch (Throwable t) {
            if (!committed.get()) {
                store.blobs().release(digests);
            }
            throw t;
        }
    }

    /**
     * @param committed set when the content is the plugin's, whatever comes after it
     */
    private Plugin replace(
            ManagedPlugin plugin,
            ResolvedPlugin resolved,
            StagedRootfs staging,
            Duration trial,
            Requester requester,
            Cancellation cancellation,
            AtomicBoolean committed)
            throws InterruptedException {
        PluginDocument before = plugin.document();
        PluginDocument after =
                cold.history().advance(before, resolved).withTask(before.task().other());
        List<StoredVersion> idle = new ArrayList<>(after.dropped(before));
        idle.remove(before.version());
        cold.mounts().requireUnmounted(plugin, idle);
        store.place(staging, after);
        try {
            lifecycle
                    .replacement()
                    .replace(
                            plugin,
                            new StoredPlugin(after, resolved.config()),
                            trial,
                            requester,
                            cancellation);
        } finally {
            committed.set(plugin.document().rootfs().equals(after.rootfs()));
            if (committed.get()) {
                after.dropped(before).forEach(version -> drop(plugin, version));
            } else {
                store.displace(after);
            }
        }
        cold.send(plugin, resolved);
        return plugin.snapshot();
    }

    /** What is mounted in it must not be deleted with it; the engine's next start tries again. */
    private void drop(ManagedPlugin plugin, StoredVersion version) {
        try {
            Optional<Path> mounted = cold.mounts().stillMounted(plugin, version);
            if (mounted.isEmpty()) {
                store.drop(plugin.id(), version);
            } else {
                log.warn(
                        "a version of plugin {} that was replaced is kept, because {} is still"
                                + " mounted: unmount it",
                        plugin.name(),
                        mounted.get());
            }
        } catch (PluginException e) {
            log.warn("a version of plugin {} is not deleted: {}", plugin.name(), e.getMessage());
        }
    }
}
