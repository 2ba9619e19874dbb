package dev.berth.core.lifecycle;

import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.TaskSlot;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.core.work.PluginQueue;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.AmbiguousPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.PluginAlreadyExistsException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The installed plugins, found by name, ID or prefix of an ID. Thread-safe. */
public final class PluginIndex {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 32;

    private final Map<String, ManagedPlugin> byId = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final ManagerExecutor executor;
    private final PluginDefaults defaults;

    /**
     * @param defaults how plugins are treated where the user has set nothing
     */
    public PluginIndex(ManagerExecutor executor, PluginDefaults defaults) {
        this.executor = executor;
        this.defaults = defaults;
    }

    /**
     * Reserves a name for a plugin that is being installed.
     *
     * @throws PluginAlreadyExistsException if it is taken
     */
    public void claim(String name) {
        if (!names.add(name)) {
            throw new PluginAlreadyExistsException(name);
        }
    }

    /** Releases a reserved name. */
    public void unclaim(String name) {
        names.remove(name);
    }

    /**
     * Returns a random ID whose digits that name the folders of its sockets no other plugin has.
     */
    public String newId() {
        byte[] bytes = new byte[ID_BYTES];
        String id;
        do {
            RANDOM.nextBytes(bytes);
            id = HexFormat.of().formatHex(bytes);
        } while (!hasFreeFolders(id));
        return id;
    }

    /** Adds a plugin that is stored, whose name is claimed or free. */
    public ManagedPlugin add(StoredPlugin stored) {
        PluginQueue queue = executor.queue(stored.document().name());
        ManagedPlugin plugin = new ManagedPlugin(stored, queue, defaults);
        names.add(plugin.name());
        byId.put(plugin.id(), plugin);
        return plugin;
    }

    void remove(ManagedPlugin plugin) {
        byId.remove(plugin.id());
        names.remove(plugin.name());
    }

    /** Finds a plugin by the ID of one of its tasks. */
    Optional<ManagedPlugin> byTask(String id) {
        return Optional.ofNullable(byId.get(TaskSlot.pluginId(id)));
    }

    /** Returns whether no plugin's socket lies in a folder that an ID would have. */
    boolean hasFreeFolders(String id) {
        Set<String> taken =
                byId.keySet().stream().flatMap(TaskSlot::shortIds).collect(Collectors.toSet());
        return TaskSlot.shortIds(id).noneMatch(taken::contains)
                && TaskSlot.shortIds(id).distinct().count() > 1;
    }

    public Collection<ManagedPlugin> all() {
        return byId.values();
    }

    /**
     * Finds a plugin as Docker does: a whole ID, then a name, then the beginning of an ID.
     *
     * @throws PluginNotFoundException if there is none
     * @throws AmbiguousPluginException if several IDs begin so
     */
    public ManagedPlugin find(String asked) {
        return search(asked).orElseThrow(() -> new PluginNotFoundException(asked));
    }

    /**
     * Finds a plugin; empty if there is none.
     *
     * @throws AmbiguousPluginException if several IDs begin so
     */
    public Optional<ManagedPlugin> search(String asked) {
        ManagedPlugin exact = byId.get(asked);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<ManagedPlugin> named = name(asked).flatMap(this::byName);
        return named.isPresent() ? named : byPrefix(asked);
    }

    /** Returns whether a plugin has this name, enabled or not. */
    public boolean hasName(String asked) {
        return name(asked).flatMap(this::byName).isPresent();
    }

    /** Returns the name as it is stored; empty if it is not a reference, or has a digest. */
    private static Optional<String> name(String asked) {
        try {
            PluginReference reference = PluginReference.parse(asked);
            return reference.digest().isPresent()
                    ? Optional.empty()
                    : Optional.of(reference.withDefaultTag().familiar());
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private Optional<ManagedPlugin> byName(String name) {
        return byId.values().stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    private Optional<ManagedPlugin> byPrefix(String prefix) {
        if (!prefix.matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        List<ManagedPlugin> matching =
                byId.values().stream().filter(plugin -> plugin.id().startsWith(prefix)).toList();
        if (matching.size() > 1) {
            List<String> ids = matching.stream().map(ManagedPlugin::id).sorted().toList();
            throw new AmbiguousPluginException(prefix, ids);
        }
        return matching.stream().findFirst();
    }

    /** Returns whether a plugin of this ID is there, and is to run. */
    public boolean isWanted(String id) {
        return byTask(id).filter(plugin -> plugin.document().wanted()).isPresent();
    }
}
