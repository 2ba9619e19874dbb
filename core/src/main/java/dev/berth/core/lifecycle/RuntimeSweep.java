package dev.berth.core.lifecycle;

import dev.berth.core.provider.Providers;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.PluginStore;
import dev.berth.core.store.TaskSlot;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.spi.PluginRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * Clears away what a runtime that has come has of plugins that are not to run: those that are not
 * wanted, and those that are no plugins any more, because what was stored of them cannot be read or
 * is gone.
 */
public final class RuntimeSweep {
    private final PluginStore store;
    private final PluginIndex plugins;
    private final Lifecycle lifecycle;
    private final Providers providers;
    private final ExecRoot execRoot;
    private final ManagerExecutor executor;
    private final Logger log;

    public RuntimeSweep(
            PluginStore store,
            PluginIndex plugins,
            Lifecycle lifecycle,
            Providers providers,
            ExecRoot execRoot,
            ManagerExecutor executor,
            Logger log) {
        this.store = store;
        this.plugins = plugins;
        this.lifecycle = lifecycle;
        this.providers = providers;
        this.execRoot = execRoot;
        this.executor = executor;
        this.log = log;
    }

    /** Begins; the runtime may take its time to list what it has, and nobody need wait for it. */
    public void begin(PluginRuntime runtime) {
        executor.start("clearing away", cancellation -> sweep(runtime));
    }

    private Void sweep(PluginRuntime runtime) {
        // Listed first: what is in the list and in the index by then is a plugin's.
        Set<String> left = new TreeSet<>(ids(runtime));
        Set<String> lost = store.lost();
        lost.forEach(id -> executor.start("clearing of " + id, c -> discard(id, runtime)));
        left.removeIf(task -> lost.contains(TaskSlot.pluginId(task)));
        for (String id : left) {
            plugins.byTask(id)
                    .ifPresentOrElse(
                            plugin -> plugin.submit("clearing of", c -> clear(plugin, id, runtime)),
                            () ->
                                    executor.start(
                                            "clearing of " + id, c -> clearUnknown(id, runtime)));
        }
        plugins.all().stream()
                .filter(plugin -> !unusedFolders(plugin.document()).isEmpty())
                .forEach(plugin -> plugin.submit("clearing of", c -> clearFolders(plugin)));
        return null;
    }

    /** A killed engine leaves the folders of sockets behind; that of a wanted plugin is in use. */
    private List<TaskSlot> unusedFolders(PluginDocument document) {
        return Stream.of(TaskSlot.values())
                .filter(task -> task != document.task() || !document.wanted())
                .filter(task -> execRoot.has(document.id(), task))
                .toList();
    }

    private Void clearFolders(ManagedPlugin plugin) {
        PluginDocument document = plugin.document();
        unusedFolders(document).forEach(task -> execRoot.clear(document.id(), task));
        return null;
    }

    private Set<String> ids(PluginRuntime runtime) {
        try {
            return runtime.ids();
        } catch (RuntimeException | Error e) {
            boolean gone = providers.runtimeIfPresent().filter(r -> r == runtime).isEmpty();
            boolean stopped = Thread.currentThread().isInterrupted();
            if (!gone && !stopped) {
                log.warn("cannot ask the runtime what runs: {}", e.toString());
            }
            return Set.of();
        }
    }

    /** Also what is left of a hot upgrade: the task that is not the plugin's. */
    private Void clear(ManagedPlugin plugin, String task, PluginRuntime runtime)
            throws InterruptedException {
        try {
            PluginDocument document = plugin.document();
            boolean other = !document.taskId().equals(task);
            if (other || !document.wanted()) {
                runtime.clear(task);
            }
            if (!other && !document.wanted()) {
                lifecycle.clearedAway(plugin);
            }
            if (other) {
                log.warn("plugin {}: what a hot upgrade left running is ended", plugin.name());
            }
        } catch (RuntimeException | Error e) {
            log.warn("plugin {} is not cleared away: {}", plugin.name(), e.toString());
        }
        return null;
    }

    /**
     * Clears what is left of a plugin of this root that is none any more. A task that was made with
     * a root filesystem elsewhere may be that of an engine with another root.
     */
    private Void clearUnknown(String task, PluginRuntime runtime) throws InterruptedException {
        String id = TaskSlot.pluginId(task);
        List<Path> remains = store.remains(id);
        try {
            if (remains.isEmpty() && !isOfThisRoot(task, id, runtime)) {
                log.warn("the runtime has {}, which is no plugin: it is left alone", id);
                return null;
            }
            end(id, List.of(task), remains, runtime);
            log.warn("{} is no longer a plugin: its process and mounts are ended", id);
        } catch (RuntimeException | Error e) {
            log.error("{} is no longer a plugin, and is not cleared away: {}", id, e.toString());
        }
        return null;
    }

    /** Returns whether a task was made in the folder that a plugin of this root has, or had. */
    private boolean isOfThisRoot(String task, String id, PluginRuntime runtime)
            throws InterruptedException {
        return runtime.rootfs(task).filter(path -> path.startsWith(store.folder(id))).isPresent();
    }

    /** Deletes a plugin whose document is gone. */
    private Void discard(String id, PluginRuntime runtime) throws InterruptedException {
        List<String> tasks = Stream.of(TaskSlot.values()).map(task -> task.taskId(id)).toList();
        try {
            if (end(id, tasks, List.of(store.folder(id)), runtime)) {
                store.discard(id);
                log.warn("{} is no longer a plugin: all of it is ended and deleted", id);
            }
        } catch (RuntimeException | Error e) {
            log.error("{} is no longer a plugin, and is not deleted: {}", id, e.toString());
        }
        return null;
    }

    /** Returns whether nothing is mounted any more; a mount moves with the folder it lies in. */
    private boolean end(String id, List<String> tasks, List<Path> folders, PluginRuntime runtime)
            throws InterruptedException {
        for (String task : tasks) {
            runtime.clear(task);
        }
        List<Path> mounted =
                folders.stream().flatMap(folder -> runtime.unmountBelow(folder).stream()).toList();
        mounted.forEach(place -> log.warn("{} is still mounted, and of no plugin", place));
        if (plugins.hasFreeFolders(id)) {
            execRoot.delete(id);
        }
        return mounted.isEmpty();
    }
}
