package dev.berth.dist;

import dev.berth.dist.containerd.Containerd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The launcher's options.
 *
 * @param root what is kept
 * @param execRoot what lives as long as the engine
 * @param socket where the docker command finds the engine
 * @param containerd the address to use, {@link Containerd#OWN}, or nothing to find out
 * @param legacyDirs where to look for legacy plugins; empty for Docker's folders
 * @param insecureRegistries hosts that may be spoken to in plain http
 * @param layouts {@code REGISTRY=/FOLDER}, for each registry that a folder stands in for
 * @param authorizationPlugins who is asked for each request of the docker command's
 * @param liveRestore whether plugins go on when the engine stops
 * @param stopSeconds how long plugins have for their end when the engine stops
 * @param logLevel the least that is logged: {@code debug}, {@code info}, {@code warn}, {@code
 *     error}
 */
record Options(
        Mode mode,
        Path root,
        Path execRoot,
        Path socket,
        Optional<String> containerd,
        List<Path> legacyDirs,
        List<String> insecureRegistries,
        List<String> layouts,
        List<String> authorizationPlugins,
        boolean liveRestore,
        int stopSeconds,
        String logLevel) {

    Options {
        legacyDirs = List.copyOf(legacyDirs);
        insecureRegistries = List.copyOf(insecureRegistries);
        layouts = List.copyOf(layouts);
        authorizationPlugins = List.copyOf(authorizationPlugins);
    }

    /** What the engine runs for. */
    sealed interface Mode {}

    /** Until it is told to stop. */
    record Serve() implements Mode {}

    /** As long as somebody sits at the shell. */
    record Interactive() implements Mode {}

    /** As long as a script lasts. */
    record Run(Script script) implements Mode {}

    /** As long as it takes to load the classes that every start needs. */
    record Prepare() implements Mode {}

    /** Not at all: the user wants to know how to ask. */
    record Help() implements Mode {}

    /**
     * Commands to run.
     *
     * @param echo whether to show each as if it were typed
     */
    record Script(List<String> lines, boolean echo) {
        Script {
            lines = List.copyOf(lines);
        }
    }
}
