package dev.berth.runtime.containerd.oci;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Mount;
import dev.berth.spi.Confinement;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the mount sources and devices on the host that a plugin's settings name. This comes before
 * anything is made, so that an error about a missing one names the setting.
 */
public final class HostLookup {
    private static final List<Path> NETWORK_FILES =
            List.of(Path.of("/etc/hosts"), Path.of("/etc/resolv.conf"));

    /** Without a type nothing else is meant. */
    private static final Set<String> BIND_TYPES = Set.of("bind", "none", "");

    private final PluginLaunch launch;
    private final Path emptyFolder;
    private final HostKernel kernel;

    /**
     * @param emptyFolder what a mount with an empty source shows
     */
    public HostLookup(PluginLaunch launch, Path emptyFolder, HostKernel kernel) {
        this.launch = launch;
        this.emptyFolder = emptyFolder;
        this.kernel = kernel;
    }

    /**
     * Returns what goes into the specification.
     *
     * @throws PluginRuntimeException if something is not set or not there
     */
    public HostFacts facts(String cgroup) {
        requireKernel(launch.confinement());
        List<Mount> mounts = mounts();
        List<HostDevice> devices = new ArrayList<>();
        launch.settings().devices().forEach(device -> devices.addAll(devices(device)));
        List<Path> networkFiles = NETWORK_FILES.stream().filter(Files::exists).toList();
        return new HostFacts(mounts, devices, networkFiles, cgroup, kernel);
    }

    /** What cannot be done is not left out in silence. */
    private void requireKernel(Confinement confinement) {
        if (confinement.seccomp() != Confinement.Seccomp.UNCONFINED
                && !SeccompProfile.DOCKER.covers(kernel)) {
            throw failure(
                    "there is no seccomp profile for this host's architecture, "
                            + kernel.architecture(),
                    "set @security.seccomp=unconfined to run it without",
                    new UnsupportedOperationException(kernel.architecture()));
        }
        if (confinement.appArmorProfile().isPresent() && !kernel.appArmor()) {
            throw failure(
                    "its AppArmor profile \""
                            + confinement.appArmorProfile().get()
                            + "\" cannot be used, because this host's kernel has no AppArmor",
                    "set @security.apparmor= to run it without",
                    new UnsupportedOperationException("AppArmor"));
        }
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (PluginConfig.Mount mount : launch.settings().mounts()) {
            if (mount.destination().isEmpty()) {
                throw failure(
                        "mounts[%d].destination is missing in its config".formatted(mounts.size()),
                        "",
                        new NoSuchFileException(""));
            }
            mounts.add(mount(mount));
        }
        return mounts;
    }

    private Mount mount(PluginConfig.Mount mount) {
        String what = label("mount", mount.name(), mount.destination());
        String source =
                mount.source()
                        .orElseThrow(
                                () ->
                                        failure(
                                                what + " has no source",
                                                hint(mount.name(), mount.settable(), "source"),
                                                new NoSuchFileException("")));
        return isBind(mount)
                ? bind(mount, boundSource(mount, what, source))
                : new Mount(mount.destination(), mount.type(), source, mount.options());
    }

    /** Returns a bind mount, with the option that makes it one for the kernel. */
    private static Mount bind(PluginConfig.Mount mount, String source) {
        List<String> options = new ArrayList<>(mount.options());
        if (!hasBindOption(mount)) {
            options.add(0, "rbind");
        }
        return new Mount(mount.destination(), "bind", source, options);
    }

    private String boundSource(PluginConfig.Mount mount, String what, String source) {
        if (source.isEmpty()) {
            return emptyFolder.toString();
        }
        String hint = hint(mount.name(), mount.settable(), "source");
        Path path = Path.of(source);
        if (!path.isAbsolute()) {
            throw failure(
                    what + " has the source " + source + ", which is no absolute path",
                    hint,
                    new NotDirectoryException(source));
        }
        if (!Files.exists(path)) {
            throw failure(
                    what + " has the source " + source + ", which is not there on this host",
                    "create it" + (hint.isEmpty() ? "" : ", or " + hint),
                    new NoSuchFileException(source));
        }
        return source;
    }

    private List<HostDevice> devices(PluginConfig.Device device) {
        String what = label("device", device.name(), device.path().orElse(""));
        String hint = hint(device.name(), device.settable(), "path");
        String path =
                device.path()
                        .filter(p -> !p.isEmpty())
                        .orElseThrow(
                                () ->
                                        failure(
                                                what + " has no path",
                                                hint,
                                                new NoSuchFileException("")));
        try {
            List<HostDevice> found = HostDevice.at(Path.of(path));
            if (found.isEmpty() && !Files.isDirectory(Path.of(path))) {
                throw failure(
                        what + ": " + path + " is no device", hint, new IOException("no device"));
            }
            return found;
        } catch (NoSuchFileException e) {
            throw failure(what + ": " + path + " is not there on this host", hint, e);
        } catch (IOException e) {
            throw failure(what + ": " + path + " cannot be read: " + e.getMessage(), hint, e);
        }
    }

    private PluginRuntimeException failure(String what, String hint, Exception cause) {
        String message = "plugin " + launch.name() + " cannot be started: " + what;
        return new PluginRuntimeException(hint.isEmpty() ? message : message + "; " + hint, cause);
    }

    private static boolean isBind(PluginConfig.Mount mount) {
        return BIND_TYPES.contains(mount.type()) || hasBindOption(mount);
    }

    private static boolean hasBindOption(PluginConfig.Mount mount) {
        return mount.options().contains("bind") || mount.options().contains("rbind");
    }

    private static String label(String kind, String name, String otherwise) {
        return "its " + kind + " \"" + (name.isEmpty() ? otherwise : name) + "\"";
    }

    /** What the user can do about it, if the config allows it. */
    private static String hint(String name, List<String> settable, String field) {
        return settable.contains(field) && !name.isEmpty()
                ? "set " + name + "." + field + "=PATH while it is disabled"
                : "";
    }
}
