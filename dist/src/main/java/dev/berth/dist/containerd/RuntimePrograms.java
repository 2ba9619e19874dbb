package dev.berth.dist.containerd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The programs that containerd is started with, and those that it calls to start a container: it
 * looks for them only then, in the search path that it was started with.
 */
final class RuntimePrograms {
    private static final String SHIM = "containerd-shim-runc-v2";
    private static final String SETSID = "setsid";

    private RuntimePrograms() {}

    /**
     * Looks for them.
     *
     * @param runtime the OCI runtime's binary, or its name in the search path; empty if containerd
     *     brings its own
     * @param searchPath folders, as in {@code $PATH}
     * @throws ContainerdException if one is missing
     */
    static void require(String runtime, String searchPath) throws ContainerdException {
        if (isMissing(SETSID, searchPath)) {
            throw new ContainerdException(
                    "setsid is not installed, and Berth's own containerd is started with it:"
                        + " install it (on Debian and Ubuntu: apt-get install util-linux), or name"
                        + " a containerd that runs with --containerd ADDRESS");
        }
        for (String name : List.of(SHIM, runtime)) {
            if (isMissing(name, searchPath)) {
                throw new ContainerdException(
                        ("%s is not installed, and no plugin can be started without it: install it"
                             + " (on Debian and Ubuntu: apt-get install containerd runc), or name a"
                             + " containerd that runs with --containerd ADDRESS")
                                .formatted(name));
            }
        }
    }

    /**
     * The same for a containerd that somebody else started; it brings its shim along.
     *
     * @param socket where it listens
     */
    static void require(String runtime, String searchPath, Path socket) throws ContainerdException {
        if (isMissing(runtime, searchPath)) {
            throw new ContainerdException(
                    ("%s is not installed where the containerd at %s looks for it, in %s, and no"
                         + " plugin can be started without it: install it there (on Debian and"
                         + " Ubuntu: apt-get install runc)")
                            .formatted(runtime, socket, searchPath));
        }
    }

    private static boolean isMissing(String name, String searchPath) {
        if (name.isEmpty()) {
            return false;
        }
        if (name.indexOf('/') >= 0) {
            return !Files.isExecutable(Path.of(name));
        }
        return Arrays.stream(searchPath.split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
