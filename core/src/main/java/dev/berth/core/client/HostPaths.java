package dev.berth.core.client;

import dev.berth.capability.HostFolder;
import dev.berth.spi.HostMount;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Maps paths in a plugin to paths on the host. */
@FunctionalInterface
public interface HostPaths {

    /**
     * Returns the host's folder of an absolute path in the plugin; empty if the host does not see
     * it.
     */
    Optional<HostFolder> of(String pathInPlugin);

    /** Maps what lies below a mount, {@code /data}; all else is hidden from the host. */
    static HostPaths propagated(String inPlugin, Path onHost) {
        Path top = Path.of("/").resolve(inPlugin).normalize();
        return text ->
                path(text)
                        .map(path -> Path.of("/").resolve(path).normalize())
                        .filter(path -> path.startsWith(top))
                        .map(path -> HostFolder.of(onHost, top.relativize(path)));
    }

    /**
     * Maps what lies below one of these mounts, the last of those that do: it hides the others. All
     * else is as in this.
     */
    default HostPaths below(List<HostMount> mounts) {
        HostPaths paths = this;
        for (HostMount mount : mounts) {
            HostPaths before = paths;
            HostPaths own = propagated(mount.destination(), mount.source());
            paths = text -> own.of(text).or(() -> before.of(text));
        }
        return paths;
    }

    /** Maps each path to itself, for a plugin without a root filesystem of its own. */
    static HostPaths same() {
        return text ->
                path(text).filter(Path::isAbsolute).map(path -> HostFolder.of(path, Path.of("")));
    }

    /** Returns a plugin's string as a path; empty if it can be none, as with a NUL in it. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Maps no path, for a plugin without a propagated mount. */
    static HostPaths none() {
        return path -> Optional.empty();
    }
}
