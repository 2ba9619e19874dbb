package dev.berth.core;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginClient;
import dev.berth.core.legacy.LegacyPlugin;
import dev.berth.core.legacy.LegacyPlugins;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.core.lifecycle.Leases;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.lifecycle.PluginIndex;
import dev.berth.core.publish.Publication;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds plugins, their clients and leases by name; a managed plugin hides a legacy one. */
final class PluginLookup {
    private final PluginIndex managed;
    private final LegacyPlugins legacy;

    /** Keep nothing enabled: a legacy plugin cannot be disabled. */
    private final Leases legacyLeases = new Leases("legacy");

    PluginLookup(PluginIndex managed, LegacyPlugins legacy) {
        this.managed = managed;
        this.legacy = legacy;
        legacyLeases.open();
    }

    List<Plugin> list() {
        Map<String, Plugin> byName = new TreeMap<>();
        for (ManagedPlugin plugin : managed.all()) {
            Plugin snapshot = plugin.snapshot();
            byName.put(snapshot.name().familiar(), snapshot);
        }
        return List.copyOf(byName.values());
    }

    PluginClient client(String name, CapabilityFilter capability) {
        Optional<ManagedPlugin> plugin = managed.search(name);
        return plugin.isPresent()
                ? plugin.get().client(capability)
                : legacyClient(name, capability);
    }

    /** Returns the clients of managed plugins, and then those of legacy ones that none hides. */
    List<PluginClient> clients(CapabilityFilter capability) {
        Stream<PluginClient> enabled =
                managed.all().stream()
                        .sorted(Comparator.comparing(ManagedPlugin::name))
                        .flatMap(plugin -> plugin.clientIfEnabled(capability).stream());
        Stream<PluginClient> others =
                legacyPublications().stream()
                        .flatMap(published -> published.client(capability).stream());
        return Stream.concat(enabled, others).toList();
    }

    private List<Publication> legacyPublications() {
        try {
            return legacy.publications(name -> !managed.hasName(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("look-up of legacy plugins");
        }
    }

    Lease lease(String name, CapabilityFilter capability, LeaseHolder holder) {
        Optional<ManagedPlugin> plugin = managed.search(name);
        if (plugin.isPresent()) {
            return plugin.get().lease(capability, holder);
        }
        PluginClient client = legacyClient(name, capability);
        return legacyLeases.take(holder, () -> client, () -> "");
    }

    private PluginClient legacyClient(String name, CapabilityFilter capability) {
        LegacyPlugin plugin =
                legacy.search(name).orElseThrow(() -> new PluginNotFoundException(name));
        try {
            return plugin.client(capability);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("look-up of " + name);
        }
    }

    /** Ends the leases that a bundle has taken, because it has stopped. */
    void endLeases(long bundle) {
        managed.all().forEach(plugin -> plugin.endLeases(bundle));
        legacyLeases.endOf(bundle);
    }

    /** Ends the leases of legacy plugins; those of managed ones end with their plugins. */
    void shutDown() {
        legacyLeases.end(LeaseEnd.Reason.ENGINE_STOPPED);
    }
}
