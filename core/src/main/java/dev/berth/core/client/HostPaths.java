package dev.berth.core.client;

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
        return path -> {
            Path asked = Path.of("/").resolve(path).normalize();
            return asked.startsWith(top)
                    ? Optional.of(onHost.resolve(top.relativize(asked)).normalize())
                    : Optional.empty();
        };
    }

    /** Returns the paths of a plugin that shows the host nothing. */
    static HostPaths none() {
        return path -> Optional.empty();
    }
}
