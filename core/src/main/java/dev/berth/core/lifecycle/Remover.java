package dev.berth.core.lifecycle;

import dev.berth.capability.LeaseEnd;
import dev.berth.core.event.EventDispatcher;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.TaskSlot;
import dev.berth.core.work.Cancellation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.PluginRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Removes a plugin: its process, mounts, socket folder and stored data. */
public final class Remover {
    private final PluginStore store;
    private final PluginIndex plugins;
    private final Lifecycle lifecycle;
    private final Providers providers;
    private final ExecRoot execRoot;
    private final EventDispatcher events;

    public Remover(
            PluginStore store,
            PluginIndex plugins,
            Lifecycle lifecycle,
            Providers providers,
            ExecRoot execRoot,
            EventDispatcher events) {
        this.store = store;
        this.plugins = plugins;
        this.lifecycle = lifecycle;
        this.providers = providers;
        this.execRoot = execRoot;
        this.events = events;
    }

    /** Removes a plugin; by force also one that is enabled or in use. */
    public Plugin remove(ManagedPlugin plugin, boolean force, Cancellation cancellation)
            throws InterruptedException {
        if (!force) {
            plugin.leases().requireFree();
            if (plugin.document().wanted()) {
                throw new PluginEnabledException(plugin.name());
            }
        }
        PluginRuntime runtime = providers.runtime();
        if (plugin.document().wanted()) {
            lifecycle.disable(plugin, true, LeaseEnd.Reason.REMOVED, cancellation);
        }
        cancellation.pointOfNoReturn();
        Plugin last = plugin.snapshot();
        runtime.clear(TaskSlot.taskIds(plugin.id()));
        requireUnmounted(plugin, runtime.unmountBelow(store.folder(plugin.id())));
        execRoot.delete(plugin.id());
        store.remove(plugin.document());
        plugin.markRemoved();
        plugins.remove(plugin);
        events.send(PluginEvent.Kind.REMOVE, plugin.id(), plugin.name(), Map.of());
        return last;
    }

    /**
     * Refuses while something is mounted below the plugin's folder, which would be deleted with it.
     */
    private static void requireUnmounted(ManagedPlugin plugin, List<Path> mounted) {
        if (!mounted.isEmpty()) {
            throw new PluginRuntimeException(
                    "plugin %s is not removed, because %s is still mounted: unmount it and try again"
                            .formatted(plugin.name(), mounted.get(0)),
                    null);
        }
    }
}
