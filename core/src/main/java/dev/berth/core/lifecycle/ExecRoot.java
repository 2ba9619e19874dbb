package dev.berth.core.lifecycle;

import dev.berth.core.store.TaskSlot;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.file.TrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    /** The length of {@code sockaddr_un.sun_path}, without its NUL. */
    private static final int LONGEST_PATH = 107;

    private final Path folder;

    private ExecRoot(Path folder) {
        this.folder = folder;
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
     * @throws InvalidPluginException if the socket's name is not a file name
     * @throws PluginLimitExceededException if its path is too long
     */
    Path prepare(String id, TaskSlot task, String socket) {
        Path place = folder(id, task);
        requireUsable(place, socket);
        try {
            Files.createDirectories(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
            return place;
        } catch (IOException e) {
            throw new PluginStorageException(
                    place, "cannot make the socket's folder %s: %s".formatted(place, e), e);
        }
    }

    private static void requireUsable(Path place, String socket) {
        if (socket.indexOf('/') >= 0
                || socket.indexOf('\0') >= 0
                || socket.equals("..")
                || socket.equals(".")) {
            throw new InvalidPluginException(
                    "interface.socket \"%s\" must be a file name without folders"
                            .formatted(socket));
        }
        int length = place.resolve(socket).toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new PluginLimitExceededException(
                    "the socket's path %s has %d bytes, and a unix socket's can have %d: choose a shorter exec root"
                            .formatted(place.resolve(socket), length, LONGEST_PATH));
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
