package dev.berth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Deletes folders of the tests, after unmounting what is mounted below them. */
public final class TestFolders {
    private static final int MOUNT_POINT = 4;

    private TestFolders() {}

    /** Undoes all mounts in a folder, and deletes it. */
    public static void delete(Path folder) {
        try {
            for (Path mount : mountsBelow(folder)) {
                Programs.run("umount", "-l", mount.toString());
            }
            if (!mountsBelow(folder).isEmpty()) {
                throw new IOException("still mounted: " + mountsBelow(folder));
            }
            Programs.run("rm", "-rf", "--one-file-system", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the mount points at and below a folder, the deepest and last first. */
    public static List<Path> mountsBelow(Path folder) throws IOException {
        List<Path> mounts =
                Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                        .map(line -> Path.of(line.split(" ")[MOUNT_POINT]))
                        .filter(mount -> mount.startsWith(folder))
                        .toList();
        List<Path> reversed = new ArrayList<>(mounts);
        Collections.reverse(reversed);
        return reversed;
    }
}
