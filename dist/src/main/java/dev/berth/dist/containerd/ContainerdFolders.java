package dev.berth.dist.containerd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of Berth's own containerd.
 *
 * @param root what is kept
 * @param state what lives as long as the host
 */
public record ContainerdFolders(Path root, Path state) {

    /** What containerd takes. */
    private static final int LONGEST_SOCKET = 104;

    /** Returns those below an engine's folders. */
    public static ContainerdFolders below(Path root, Path execRoot) {
        return new ContainerdFolders(root.resolve("containerd"), execRoot.resolve("containerd"));
    }

    Path socket() {
        return state.resolve("containerd.sock");
    }

    Path config() {
        return state.resolve("containerd.toml");
    }

    Path pidFile() {
        return state.resolve("containerd.pid");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /** Refuses a path that is too long for the longest of its sockets. */
    void requireShort() throws ContainerdException {
        String longest = socket() + ".ttrpc";
        if (longest.getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            throw new ContainerdException(
                    "containerd's socket %s would have more than %d bytes: choose a shorter --exec-root"
                            .formatted(longest, LONGEST_SOCKET));
        }
    }

    void create() throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        // The engine's root is the engine's secret; its exec root holds sockets for others.
        Files.createDirectories(root, ownerOnly);
        Files.createDirectories(state);
    }
}
