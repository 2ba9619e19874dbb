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
     * Returns the type; {@code bind} also for a mount without one: there is nothing else that it
     * can be, and the runtime adds the option that a kernel wants for it.
     */
    public static String of(PluginConfig.Mount mount) {
        return NO_TYPE.contains(mount.type()) ? BIND : mount.type();
    }

    /** Returns whether an option makes it a bind mount, whatever its type is. */
    static boolean isBound(List<String> options) {
        return options.stream().anyMatch(BIND_OPTIONS::contains);
    }
}
