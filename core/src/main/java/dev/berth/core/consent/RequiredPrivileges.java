package dev.berth.core.consent;

import dev.berth.core.config.MountType;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Computes the privileges that a config requires, in Docker's words and order ({@code
 * computePrivileges} of moby). A mount's is its whole {@link MountText}, where Docker's is its
 * source alone.
 */
public final class RequiredPrivileges {
    private static final Set<String> NETWORKS_FREE_OF_CHARGE = Set.of("", "bridge", "null");

    private RequiredPrivileges() {}

    /** Returns what a config asks for as it is published. */
    public static List<Privilege> of(PluginConfig config) {
        return of(config, config.mounts(), config.linux().devices(), MountText::of);
    }

    /** Returns what a config comes to with the sources and paths that the user has set. */
    public static List<Privilege> of(PluginConfig config, PluginSettings settings) {
        return of(config, settings.mounts(), settings.devices(), MountText::of);
    }

    /**
     * Returns what dockerd would ask for: a bind mount's source alone, however it is mounted, and
     * so of a tmpfs without options. Of other mounts that would say too little.
     */
    static List<Privilege> inDockersForm(PluginConfig config) {
        return of(
                config,
                config.mounts(),
                config.linux().devices(),
                mount -> saysEnough(mount) ? mount.source() : MountText.of(mount));
    }

    private static boolean saysEnough(PluginConfig.Mount mount) {
        String type = MountType.of(mount);
        return type.equals(MountType.BIND)
                || type.equals(MountType.TMPFS) && mount.options().isEmpty();
    }

    private static List<Privilege> of(
            PluginConfig config,
            List<PluginConfig.Mount> mounts,
            List<PluginConfig.Device> devices,
            Function<PluginConfig.Mount, Optional<String>> text) {
        List<Privilege> all = new ArrayList<>();
        String network = config.network().type();
        if (!NETWORKS_FREE_OF_CHARGE.contains(network)) {
            all.add(one("network", "permissions to access a network", network));
        }
        if (config.ipcHost()) {
            all.add(one("host ipc namespace", "allow access to host ipc namespace", "true"));
        }
        if (config.pidHost()) {
            all.add(one("host pid namespace", "allow access to host pid namespace", "true"));
        }
        for (PluginConfig.Mount mount : mounts) {
            text.apply(mount).ifPresent(t -> all.add(one("mount", "host path to mount", t)));
        }
        for (PluginConfig.Device device : devices) {
            device.path().ifPresent(p -> all.add(one("device", "host device to access", p)));
        }
        if (config.linux().allowAllDevices()) {
            all.add(one("allow-all-devices", "allow 'rwm' access to all devices", "true"));
        }
        if (!config.linux().capabilities().isEmpty()) {
            String description = "list of additional capabilities required";
            all.add(Privilege.of("capabilities", description, config.linux().capabilities()));
        }
        return List.copyOf(all);
    }

    private static Privilege one(String name, String description, String value) {
        return Privilege.of(name, description, List.of(value));
    }
}
