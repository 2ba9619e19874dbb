package dev.berth.core.consent;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Computes the privileges that a config requires, in Docker's words and order ({@code
 * computePrivileges} of moby).
 */
public final class RequiredPrivileges {
    private static final Set<String> NETWORKS_FREE_OF_CHARGE = Set.of("", "bridge", "null");

    private RequiredPrivileges() {}

    public static List<Privilege> of(PluginConfig config) {
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
        for (PluginConfig.Mount mount : config.mounts()) {
            mount.source().ifPresent(s -> all.add(one("mount", "host path to mount", s)));
        }
        for (PluginConfig.Device device : config.linux().devices()) {
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
