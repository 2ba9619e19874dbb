package dev.berth.plugin;

import dev.berth.capability.Capability;
import java.util.List;
import java.util.Optional;

/**
 * What a plugin's author says of it: the config of media type {@code
 * application/vnd.docker.plugin.v1+json}, as described in <a
 * href="https://docs.docker.com/engine/extend/config/">Docker's plugin config reference</a>.
 *
 * <p>Strings that are missing are empty, lists that are missing are empty. A value that is missing
 * and one that is empty differ for {@link Env#value}, {@link Mount#source} and {@link Device#path}.
 *
 * @param document the JSON text as it was published; fields that this record does not name live on
 *     in it
 * @param entrypoint the program and its first arguments
 * @param workdir where the program starts, empty for {@code /}
 * @param propagatedMount an absolute path in the plugin whose mounts the host shall see, or empty
 */
public record PluginConfig(
        String document,
        String description,
        String documentation,
        Interface iface,
        List<String> entrypoint,
        String workdir,
        User user,
        Network network,
        boolean ipcHost,
        boolean pidHost,
        String propagatedMount,
        List<Mount> mounts,
        Linux linux,
        List<Env> env,
        Args args,
        RootFs rootfs) {

    public PluginConfig {
        entrypoint = List.copyOf(entrypoint);
        mounts = List.copyOf(mounts);
        env = List.copyOf(env);
    }

    /** Returns the capabilities among the interface's types; texts that are none are left out. */
    public List<Capability> capabilities() {
        return iface.types().stream().flatMap(t -> Capability.tryParse(t).stream()).toList();
    }

    /**
     * How the plugin is spoken to.
     *
     * @param types the interface types as written, {@code docker.volumedriver/1.0}
     * @param socket the socket's file name under {@code /run/docker/plugins}, or empty
     * @param protocolScheme empty or {@code moby.plugins.http/v1}
     */
    public record Interface(List<String> types, String socket, String protocolScheme) {
        public Interface {
            types = List.copyOf(types);
        }
    }

    /** Whom the program runs as. */
    public record User(long uid, long gid) {}

    /**
     * The network the plugin asks for.
     *
     * @param type {@code host}, {@code none}, {@code bridge} or empty
     */
    public record Network(String type) {}

    /**
     * Something of the host that is mounted into the plugin.
     *
     * @param settable the fields that a user may set
     * @param source the path on the host; missing when the user has to set it
     * @param destination the path in the plugin
     * @param type {@code bind}, or a file system type
     */
    public record Mount(
            String name,
            String description,
            List<String> settable,
            Optional<String> source,
            String destination,
            String type,
            List<String> options) {
        public Mount {
            settable = List.copyOf(settable);
            options = List.copyOf(options);
        }

        /** Returns the same mount from another place on the host. */
        public Mount from(String newSource) {
            return new Mount(
                    name,
                    description,
                    settable,
                    Optional.of(newSource),
                    destination,
                    type,
                    options);
        }
    }

    /**
     * A device of the host.
     *
     * @param path the device file; missing when the user has to set it
     */
    public record Device(
            String name, String description, List<String> settable, Optional<String> path) {
        public Device {
            settable = List.copyOf(settable);
        }

        /** Returns the same device under another device file. */
        public Device at(String newPath) {
            return new Device(name, description, settable, Optional.of(newPath));
        }
    }

    /**
     * What only Linux has.
     *
     * @param capabilities the kernel's capabilities that the plugin asks for, {@code CAP_SYS_ADMIN}
     */
    public record Linux(List<String> capabilities, boolean allowAllDevices, List<Device> devices) {
        public Linux {
            capabilities = List.copyOf(capabilities);
            devices = List.copyOf(devices);
        }
    }

    /**
     * An environment variable.
     *
     * @param value its default; a variable without one appears only once it is set
     */
    public record Env(
            String name, String description, List<String> settable, Optional<String> value) {
        public Env {
            settable = List.copyOf(settable);
        }
    }

    /** The arguments after the entrypoint. */
    public record Args(String name, String description, List<String> settable, List<String> value) {
        public Args {
            settable = List.copyOf(settable);
            value = List.copyOf(value);
        }
    }

    /**
     * The root filesystem.
     *
     * @param type {@code layers}
     * @param diffIds a digest for each layer
     */
    public record RootFs(String type, List<String> diffIds) {
        public RootFs {
            diffIds = List.copyOf(diffIds);
        }
    }
}
