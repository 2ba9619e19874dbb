package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes folders whose permissions are those asked for, whatever the umask is. */
public final class NewFolder {
    private static final Set<PosixFilePermission> PARENT =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private NewFolder() {}

    /**
     * Makes a folder, and those above it ({@code rwxr-xr-x}); one that is there stays as it is.
     *
     * @param permissions of the folder, {@code rwx------}
     * @throws java.nio.file.FileAlreadyExistsException if there is something else
     */
    public static void make(Path folder, String permissions) throws IOException {
        make(folder.toAbsolutePath(), PosixFilePermissions.fromString(permissions));
    }

    private static void make(Path folder, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            make(folder.getParent(), PARENT);
        }
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(permissions));
        Files.setPosixFilePermissions(folder, permissions);
    }
}
