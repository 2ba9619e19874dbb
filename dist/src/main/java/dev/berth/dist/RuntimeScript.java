package dev.berth.dist;

import dev.berth.dist.option.OciRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The binary that containerd's shim calls: of an OCI runtime with arguments, a script that adds
 * them, because the shim takes a path only. It lies below the root: {@code /run} is often mounted
 * with {@code noexec}, and plugins that outlive the engine need it.
 */
final class RuntimeScript {

    private RuntimeScript() {}

    /**
     * Returns the binary.
     *
     * @param root of the engine
     * @throws LaunchException if there is none
     */
    static String binary(OciRuntime runtime, Path root) throws LaunchException {
        requireProgram(runtime);
        if (runtime.arguments().isEmpty()) {
            return runtime.path();
        }
        Path script = root.resolve("runtimes").resolve(runtime.name());
        try {
            Files.createDirectories(script.getParent());
            Path written = script.resolveSibling(runtime.name() + ".new");
            Files.writeString(written, text(runtime));
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwx------"));
            Files.move(written, script, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LaunchException(
                    "the script of runtime '%s' cannot be written to %s (%s)"
                            .formatted(runtime.name(), script, e.getClass().getSimpleName()),
                    e);
        }
        return script.toString();
    }

    /** A name without a folder is looked for by the shim, in its own search path. */
    private static void requireProgram(OciRuntime runtime) throws LaunchException {
        boolean named = runtime.path().indexOf('/') < 0;
        if (!named && !Files.isExecutable(Path.of(runtime.path()))) {
            throw new LaunchException(
                    "the path %s of runtime '%s' is no program: name another"
                            .formatted(runtime.path(), runtime.name()));
        }
    }

    private static String text(OciRuntime runtime) {
        return Stream.concat(Stream.of(runtime.path()), runtime.arguments().stream())
                .map(RuntimeScript::quoted)
                .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n"));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
