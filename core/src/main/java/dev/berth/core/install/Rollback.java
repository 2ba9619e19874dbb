package dev.berth.core.install;

import dev.berth.core.event.EventDispatcher;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginVersionNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Returns a disabled plugin to a version that is kept: one write of its document. */
public final class Rollback {
    private final PluginStore store;
    private final EventDispatcher events;

    public Rollback(PluginStore store, EventDispatcher events) {
        this.store = store;
        this.events = events;
    }

    /** Returns the plugin to an earlier version; runs on its queue. */
    public Plugin rollback(ManagedPlugin plugin, RollbackOptions options) {
        PluginDocument before = plugin.document();
        if (before.wanted()) {
            throw new PluginEnabledException(plugin.name());
        }
        StoredVersion target = find(before, options.version());
        List<StoredVersion> others = new ArrayList<>(before.versions());
        others.remove(target);
        PluginDocument after = before.withVersions(target, others);
        StoredPlugin successor = new StoredPlugin(after, store.config(target));
        store.save(after);
        plugin.replace(successor);
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
