package dev.berth.dist.option;

import dev.berth.dist.containerd.Containerd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The launcher's options.
 *
 * @param root what is kept
 * @param execRoot what lives as long as the engine
 * @param api where clients find the engine
 * @param containerd the address to use, {@link Containerd#OWN}, or nothing to find out
 * @param namespace where plugins live in containerd; nothing for the runtime's default
 * @param runtime what plugins run with
 * @param legacyDirs where to look for legacy plugins; empty for Docker's folders
 * @param registries how plugins are fetched
 * @param authorizationPlugins who is asked for each request of the docker command's
 * @param liveRestore whether plugins go on when the engine stops
 * @param stopSeconds how long plugins have for their end when the engine stops
 * @param pidFile where the process ID is written
 * @param configFolder of configurations besides the options
 * @param logLevel the least that is logged, as OSGi's log levels are named
 * @param notices what was given and has no effect
 */
public record Options(
        Mode mode,
        Path root,
        Path execRoot,
        ApiOptions api,
        Optional<String> containerd,
        Optional<String> namespace,
        OciRuntime runtime,
        List<Path> legacyDirs,
        Registries registries,
        List<String> authorizationPlugins,
        boolean liveRestore,
        int stopSeconds,
        Optional<Path> pidFile,
        Optional<Path> configFolder,
        String logLevel,
        List<String> notices) {

    public Options {
        legacyDirs = List.copyOf(legacyDirs);
        authorizationPlugins = List.copyOf(authorizationPlugins);
        notices = List.copyOf(notices);
    }

    /**
     * How plugins are fetched.
     *
     * @param insecure hosts that may be spoken to in plain http
     * @param mirrors {@code REGISTRY=HOST}, asked before the registry
     * @param layouts {@code REGISTRY=/FOLDER}, for each registry that a folder stands in for
     * @param attempts how often a registry is asked; nothing for the client's default
     */
    public record Registries(
            List<String> insecure,
            List<String> mirrors,
            List<String> layouts,
            OptionalInt attempts) {
        public Registries {
            insecure = List.copyOf(insecure);
            mirrors = List.copyOf(mirrors);
            layouts = List.copyOf(layouts);
        }
    }

    /** What the engine runs for. */
    public sealed interface Mode {}

    /** Until it is told to stop. */
    public record Serve() implements Mode {}

    /** As long as somebody sits at the shell. */
    public record Interactive() implements Mode {}

    /** As long as a script lasts. */
    public record Run(Script script) implements Mode {}

    /** As long as it takes to load the classes that every start needs. */
    public record Prepare() implements Mode {}

    /** Not at all: the user wants to know how to ask. */
    public record Help() implements Mode {}

    /** Not at all: the user wants to know which Berth this is. */
    public record ShowVersion() implements Mode {}

    /** Not at all: the user wants to know whether the options can be understood. */
    public record Validate() implements Mode {}

    /**
     * Commands to run.
     *
     * @param echo whether to show each as if it were typed
     */
    public record Script(List<String> lines, boolean echo) {
        public Script {
            lines = List.copyOf(lines);
        }
    }
}
