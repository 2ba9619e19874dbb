package dev.berth.plugin;

import dev.berth.capability.Capability;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The config of a plugin, media type {@code application/vnd.docker.plugin.v1+json}, as described in
 * <a href="https://docs.docker.com/engine/extend/config/">Docker's plugin config reference</a>:
 * what its author says of it. Immutable; two of the same content are equal.
 *
 * <p>Strings that are missing are empty, lists that are missing are empty. A value that is missing
 * and one that is empty differ for {@link Env#value}, {@link Mount#source} and {@link Device#path}.
 */
@ProviderType
public interface PluginConfig {

    /** Returns the JSON text as it was published; fields that have no method here live on in it. */
    String document();

    /** Returns what the plugin is, for people. */
    String description();

    /** Returns the address of its documentation. */
    String documentation();

    /** Returns how the plugin is spoken to. */
    Interface iface();

    /** Returns the program and its first arguments. */
    List<String> entrypoint();

    /** Returns the folder in which the program starts, empty for {@code /}. */
    String workdir();

    /** Returns whom the program runs as. */
    User user();

    /** Returns the network that the plugin asks for. */
    Network network();

    /** Returns whether the plugin asks for the host's IPC namespace. */
    boolean ipcHost();

    /** Returns whether the plugin asks for the host's PID namespace. */
    boolean pidHost();

    /** Returns an absolute path in the plugin whose mounts the host shall see, or empty. */
    String propagatedMount();

    /** Returns what of the host is mounted into the plugin. */
    List<Mount> mounts();

    /** Returns what only Linux has. */
    Linux linux();

    /** Returns the environment variables. */
    List<Env> env();

    /** Returns the arguments after the entrypoint. */
    Args args();

    /** Returns what the root filesystem consists of. */
    RootFs rootfs();

    /** Returns the capabilities among the interface's types; texts that are none are left out. */
    default List<Capability> capabilities() {
        return iface().types().stream().flatMap(t -> Capability.tryParse(t).stream()).toList();
    }

    /** How the plugin is spoken to. */
    @ProviderType
    interface Interface {
        /** Returns the interface types as written, {@code docker.volumedriver/1.0}. */
        List<String> types();

        /** Returns the socket's file name under {@code /run/docker/plugins}, or empty. */
        String socket();

        /** Returns the protocol, empty or {@code moby.plugins.http/v1}. */
        String protocolScheme();
    }

    /** Whom the program runs as. */
    @ProviderType
    interface User {
        /** Returns the user ID, from 0 to 4294967295. */
        long uid();

        /** Returns the group ID, from 0 to 4294967295. */
        long gid();
    }

    /** The network that the plugin asks for. */
    @ProviderType
    interface Network {
        /** Returns {@code host}, {@code none}, {@code bridge} or empty. */
        String type();
    }

    /** Something of the host that is mounted into the plugin. */
    @ProviderType
    interface Mount {
        /** Returns the name by which a user sets it. */
        String name();

        /** Returns what it is for, for people. */
        String description();

        /** Returns the fields that a user may set. */
        List<String> settable();

        /** Returns the path on the host; missing when the user has to set it. */
        Optional<String> source();

        /** Returns the path in the plugin. */
        String destination();

        /** Returns {@code bind}, or a file system type. */
        String type();

        /** Returns the options of {@code mount(8)}. */
        List<String> options();
    }

    /** A device of the host. */
    @ProviderType
    interface Device {
        /** Returns the name by which a user sets it. */
        String name();

        /** Returns what it is for, for people. */
        String description();

        /** Returns the fields that a user may set. */
        List<String> settable();

        /** Returns the device file; missing when the user has to set it. */
        Optional<String> path();
    }

    /** What only Linux has. */
    @ProviderType
    interface Linux {
        /** Returns the kernel's capabilities that the plugin asks for, {@code CAP_SYS_ADMIN}. */
        List<String> capabilities();

        /** Returns whether the plugin asks for all devices of the host. */
        boolean allowAllDevices();

        /** Returns the devices that the plugin asks for. */
        List<Device> devices();
    }

    /** An environment variable. */
    @ProviderType
    interface Env {
        /** Returns the variable's name, by which a user sets it. */
        String name();

        /** Returns what it is for, for people. */
        String description();

        /** Returns the fields that a user may set. */
        List<String> settable();

        /** Returns its default; a variable without one appears only once it is set. */
        Optional<String> value();
    }

    /** The arguments after the entrypoint. */
    @ProviderType
    interface Args {
        /** Returns the name by which a user sets them. */
        String name();

        /** Returns what they are for, for people. */
        String description();

        /** Returns the fields that a user may set. */
        List<String> settable();

        /** Returns their default. */
        List<String> value();
    }

    /** The root filesystem. */
    @ProviderType
    interface RootFs {
        /** Returns {@code layers}, or whatever else the author wrote. */
        String type();

        /**
         * Returns a digest for each layer, as the author wrote it: of the layer compressed, as
         * Docker writes today, or uncompressed, as the OCI image specification says.
         */
        List<String> diffIds();
    }
}
