package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;
import java.util.Set;

/** The type of a config's mount, as runc reads type and options together. */
public final class MountType {
    public static final String BIND = "bind";
    public static final String TMPFS = "tmpfs";

    private static final Set<String> NO_TYPE = Set.of("", "none");
    private static final Set<String> BIND_OPTIONS = Set.of(BIND, "rbind");

    private MountType() {}

    /**
     * Returns the type; {@code bind} also for a mount without one that has the option {@code bind}
     * or {@code rbind}, empty for another one without.
     */
    public static String of(PluginConfig.Mount mount) {
        if (!NO_TYPE.contains(mount.type())) {
            return mount.type();
        }
        return isBound(mount.options()) ? BIND : "";
    }

    /** Returns whether an option makes it a bind mount, whatever its type is. */
    static boolean isBound(List<String> options) {
        return options.stream().anyMatch(BIND_OPTIONS::contains);
    }
}
