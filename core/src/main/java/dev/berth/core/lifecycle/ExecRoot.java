package dev.berth.core.lifecycle;

import dev.berth.core.config.SocketRules;
import dev.berth.core.store.TaskSlot;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.file.TrustedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds the socket folder of each plugin's task, named by eight digits of the
 * plugin's ID. With the default root a socket's path on the host is then as long as in the plugin,
 * {@code /run/docker/plugins/NAME}, so that every name that fits there fits here.
 */
public final class ExecRoot {
    private final Path folder;
    private final SocketRules rules;

    private ExecRoot(Path folder) {
        this.folder = folder;
        this.rules = rules(folder);
    }

    /** Returns which sockets plugins can have below a folder. */
    public static SocketRules rules(Path folder) {
        return new SocketRules(folder.toAbsolutePath().normalize(), TaskSlot.SHORT_ID);
    }

    /**
     * Makes the folder if it is not there.
     *
     * @throws PluginStorageException if it cannot be made, or others can write to it or replace it
     */
    public static ExecRoot open(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            TrustedFolder.make(place, "rwx--x--x");
            return new ExecRoot(place);
        } catch (IOException e) {
            throw new PluginStorageException(
                    place, "cannot use the exec root %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    Path folder(String id, TaskSlot task) {
        return folder.resolve(task.shortId(id));
    }

    /**
     * Makes the folder of the socket of a plugin's task.
     *
     * @throws InvalidPluginException if the socket's name leads out of it
     * @throws PluginLimitExceededException if its path is too long
     */
    Path prepare(String id, TaskSlot task, String socket) {
        rules.require(socket);
        Path place = folder(id, task);
        try {
            Files.createDirectories(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
            return place;
        } catch (IOException e) {
            throw new PluginStorageException(
                    place, "cannot make the socket's folder %s: %s".formatted(place, e), e);
        }
    }

    /** Returns whether the folder of a task is there. */
    boolean has(String id, TaskSlot task) {
        return Files.exists(folder(id, task), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Deletes the folder of a task that has ended, with the socket that it has left. What cannot be
     * deleted serves the next start, and makes a removal fail.
     */
    void clear(String id, TaskSlot task) {
        try {
            FileTree.delete(folder(id, task));
        } catch (IOException e) {
            return;
        }
    }

    /** Deletes the socket folders of a plugin. */
    void delete(String id) {
        for (TaskSlot task : TaskSlot.values()) {
            Path place = folder(id, task);
            try {
                FileTree.delete(place);
            } catch (IOException e) {
                throw new PluginStorageException(
                        place, "cannot delete %s: %s".formatted(place, e), e);
            }
        }
    }
}
