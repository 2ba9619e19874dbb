package dev.berth.core.launch;

import dev.berth.capability.HostFolder;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.file.NewFolder;
import dev.berth.shared.file.TrustedFolder;
import dev.berth.spi.LaunchedTask;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for each plugin that runs, below one that nobody else enters. Two tasks of one plugin
 * have the same; it goes with the last.
 */
final class PluginFolders {
    /** A part of an ID that fits, with a file's name, into the path of a unix socket. */
    private static final int NAME_LENGTH = 12;

    private final Path parent;
    private final Map<String, Set<String>> tasks = new ConcurrentHashMap<>();

    PluginFolders(Path parent) {
        this.parent = parent;
    }

    /**
     * Returns the folder of a task, empty unless the plugin has another task.
     *
     * @throws PluginStorageException if it cannot be made
     */
    Path acquire(LaunchedTask task) {
        Path folder = folder(task);
        try {
            TrustedFolder.make(parent, "rwx------");
            if (add(task)) {
                FileTree.delete(folder);
            }
            NewFolder.make(folder, "rwxr-xr-x");
            return folder;
        } catch (IOException e) {
            throw new PluginStorageException(
                    folder, "cannot make %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Returns the folder that an earlier engine has made for a task, emptied; empty if not. */
    Optional<Path> reacquire(LaunchedTask task) {
        Path folder = folder(task);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (add(task)) {
                deleteFiles(folder);
            }
            return Optional.of(folder);
        } catch (IOException | DirectoryIteratorException e) {
            // It is made anew, with the plugin's process.
            return Optional.empty();
        }
    }

    private static void deleteFiles(Path folder) throws IOException {
        try (SecureDirectoryStream<Path> files = HostFolder.of(folder, Path.of("")).open()) {
            for (Path file : files) {
                files.deleteFile(file.getFileName());
            }
        }
    }

    /** Returns whether the plugin has no other task. */
    private boolean add(LaunchedTask task) {
        Set<String> all =
                tasks.computeIfAbsent(task.pluginId(), id -> ConcurrentHashMap.newKeySet());
        all.remove(task.id());
        boolean first = all.isEmpty();
        all.add(task.id());
        return first;
    }

    /** Returns whether it was the last task of its plugin, whose folder is then deleted. */
    boolean release(LaunchedTask task) {
        Set<String> all = tasks.getOrDefault(task.pluginId(), Set.of());
        if (!all.isEmpty()) {
            all.remove(task.id());
            if (!all.isEmpty()) {
                return false;
            }
        }
        tasks.remove(task.pluginId());
        try {
            FileTree.delete(folder(task));
        } catch (IOException e) {
            // It is emptied by the next start.
            return true;
        }
        return true;
    }

    private Path folder(LaunchedTask task) {
        String id = task.pluginId();
        return parent.resolve(id.substring(0, Math.min(NAME_LENGTH, id.length())));
    }
}
