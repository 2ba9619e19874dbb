package dev.berth.dist.containerd;

import java.io.IOException;
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

    void create() throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        // The engine's root is the engine's secret; its exec root holds sockets for others.
        Files.createDirectories(root, ownerOnly);
        Files.createDirectories(state);
    }
}
