package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.Lifecycle;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.StoredVersion;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.Requester;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginVersionNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Returns a plugin to a version that is kept: one write of its document. An enabled one gets the
 * process of that version first, without a pause.
 */
public final class Rollback {
    private final PluginStore store;
    private final Lifecycle lifecycle;
    private final EventDispatcher events;

    public Rollback(PluginStore store, Lifecycle lifecycle, EventDispatcher events) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.events = events;
    }

    /** Returns the plugin to an earlier version; runs on its queue. */
    public Plugin rollback(
            ManagedPlugin plugin,
            RollbackOptions options,
            Requester requester,
            Cancellation cancellation)
            throws InterruptedException {
        PluginDocument before = plugin.document();
        if (before.wanted() && !options.hot()) {
            throw new PluginEnabledException(plugin.name());
        }
        StoredVersion target = find(before, options.version());
        List<StoredVersion> others = new ArrayList<>(before.versions());
        others.remove(target);
        PluginDocument after = before.withVersions(target, others);
        PluginConfig config = store.config(target);
        if (before.wanted()) {
            PluginDocument beside = after.withTask(before.task().other());
            lifecycle
                    .replacement()
                    .replace(
                            plugin,
                            new StoredPlugin(beside, config),
                            options.trial(),
                            requester,
                            cancellation);
        } else {
            store.save(after);
            plugin.replace(new StoredPlugin(after, config));
        }
        send(plugin, target);
        return plugin.snapshot();
    }

    private static StoredVersion find(PluginDocument document, Optional<Digest> version) {
        List<StoredVersion> kept = document.previous();
        return kept.stream()
                .filter(v -> version.isEmpty() || v.manifest().digest().equals(version.get()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new PluginVersionNotFoundException(
                                        document.name(),
                                        version,
                                        kept.stream().map(v -> v.manifest().digest()).toList()));
    }

    private void send(ManagedPlugin plugin, StoredVersion target) {
        Map<String, String> attributes =
                target.reference().map(r -> Map.of("reference", r.familiar())).orElse(Map.of());
        events.send(PluginEvent.Kind.ROLLBACK, plugin.id(), plugin.name(), attributes);
    }
}
