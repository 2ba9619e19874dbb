package dev.berth.core.client;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the host sees a plugin's paths. */
@FunctionalInterface
public interface HostPaths {

    /** Returns the host's path of an absolute path in the plugin, if the host sees it. */
    Optional<Path> of(String pathInPlugin);

    /** Returns the paths of a plugin whose mounts below one folder the host sees as another. */
    static HostPaths propagated(String inPlugin, Path onHost) {
        Path top = Path.of("/").resolve(inPlugin).normalize();
        return text ->
                path(text)
                        .map(path -> Path.of("/").resolve(path).normalize())
                        .filter(path -> path.startsWith(top))
                        .map(path -> onHost.resolve(top.relativize(path)).normalize());
    }

    /** Returns the paths of a plugin that has no root of its own: they are the host's. */
    static HostPaths same() {
        return text -> path(text).filter(Path::isAbsolute);
    }

    /** A plugin may say anything, also what can be no path. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the paths of a plugin that shows the host nothing. */
    static HostPaths none() {
        return path -> Optional.empty();
    }
}
