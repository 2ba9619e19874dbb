package dev.berth.dist.option;

import java.util.List;

/**
 * An OCI runtime that plugins run with.
 *
 * @param name as {@code --default-runtime} has it; or containerd's name of one, {@code
 *     io.containerd.NAME.vN}
 * @param path of its binary, or its name in containerd's search path
 * @param arguments come before those of containerd's shim
 */
public record OciRuntime(String name, String path, List<String> arguments) {
    /** The one of a host that says nothing of it. */
    public static final OciRuntime RUNC = new OciRuntime("runc", "runc", List.of());

    private static final String SHIM = "io\\.containerd\\.[\\w.-]+\\.v\\d+";

    public OciRuntime {
        arguments = List.copyOf(arguments);
    }

    /** Returns containerd's own name for a runtime that it brings along. */
    static OciRuntime shim(String name) {
        return new OciRuntime(name, "", List.of());
    }

    /** Returns whether a name is one of containerd's for a shim. */
    static boolean isShim(String name) {
        return name.matches(SHIM);
    }

    /** Returns whether it is what containerd runs without being told. */
    public boolean isStandard() {
        return equals(RUNC);
    }

    /** Returns whether containerd knows it by its name. */
    public boolean isShim() {
        return isShim(name);
    }
}
