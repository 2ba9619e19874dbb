package dev.berth.runtime.containerd.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.PluginConfig;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Capabilities;
import dev.berth.runtime.containerd.oci.RuntimeSpec.DeviceRule;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Linux;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Mount;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Namespace;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Process;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Root;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Seccomp;
import dev.berth.runtime.containerd.oci.RuntimeSpec.User;
import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.spi.HostMount;
import dev.berth.spi.PluginLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the OCI runtime specification of a plugin: Docker's, with Docker's capabilities, and
 * confined as Docker confines a container and not a plugin. Two more things differ: the config's
 * user is honoured, and capabilities are not inheritable.
 */
public final class PluginSpec {
    /** Where every plugin finds the folder for its socket. */
    public static final String SOCKET_FOLDER = "/run/docker/plugins";

    private static final String VERSION = "1.0.2";

    /** The kernel's default; what is not set is inherited, and containerd is seldom killed. */
    private static final int OOM_SCORE_ADJUSTMENT = 0;

    private static final int NAME_LENGTH = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PluginLaunch launch;
    private final PluginConfig config;
    private final HostFacts host;

    public PluginSpec(PluginLaunch launch, HostFacts host) {
        this.launch = launch;
        this.config = launch.config();
        this.host = host;
    }

    /** Returns the specification as JSON. */
    public byte[] json() {
        try {
            return JSON.writeValueAsBytes(spec());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification of strings and numbers is JSON", e);
        }
    }

    RuntimeSpec spec() {
        return new RuntimeSpec(
                VERSION,
                process(),
                new Root(launch.rootfs().toString(), launch.confinement().readOnlyRoot()),
                hostname(),
                mounts(),
                linux());
    }

    /** As with Docker's containers: who shares the host's network has the host's name. */
    private String hostname() {
        return sharesHostNetwork()
                ? ""
                : launch.id().substring(0, Math.min(NAME_LENGTH, launch.id().length()));
    }

    private boolean sharesHostNetwork() {
        return config.network().type().equals("host");
    }

    private Process process() {
        PluginConfig.User user = config.user();
        List<String> held = capabilities();
        return new Process(
                new User(user.uid(), user.gid()),
                joined(config.entrypoint(), launch.settings().args()),
                joined(List.of(DockerDefaults.PATH), launch.settings().env()),
                config.workdir().isEmpty() ? "/" : config.workdir(),
                new Capabilities(held, held, held),
                ResourceLimits.of(host.kernel().limits().highest()),
                launch.confinement().noNewPrivileges(),
                launch.confinement().appArmorProfile().orElse(""),
                Math.max(OOM_SCORE_ADJUSTMENT, host.kernel().limits().leastOomScore()));
    }

    private List<String> capabilities() {
        List<String> defaults =
                DefaultCapabilities.NAMES.stream()
                        .filter(name -> !launch.confinement().droppedCapabilities().contains(name))
                        .toList();
        return joined(defaults, config.linux().capabilities()).stream().distinct().toList();
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>(defaultMounts());
        launch.propagatedMount()
                .ifPresent(
                        folder ->
                                mounts.add(
                                        bind(
                                                folder,
                                                config.propagatedMount(),
                                                "rbind",
                                                "rw",
                                                "rshared")));
        mounts.addAll(host.mounts());
        mounts.add(bind(launch.socketFolder(), SOCKET_FOLDER, "rbind", "rslave"));
        if (!config.network().type().isEmpty()) {
            for (Path file : host.networkFiles()) {
                mounts.add(bind(file, file.toString(), "rbind", "ro"));
            }
        }
        launch.hostMounts().forEach(mount -> mounts.add(bind(mount)));
        return mounts;
    }

    private static Mount bind(HostMount mount) {
        return bind(
                mount.source(),
                mount.destination(),
                "bind",
                mount.readOnly() ? "ro" : "rw",
                "nosuid",
                "nodev",
                "noexec",
                "rprivate");
    }

    /** A mount of the plugin's own under {@code /dev} takes the place of the default one. */
    private List<Mount> defaultMounts() {
        Set<String> taken =
                host.mounts().stream()
                        .map(Mount::destination)
                        .filter(d -> d.startsWith("/dev/"))
                        .collect(Collectors.toSet());
        Mount shared = DockerDefaults.sharedMemory(launch.confinement().sharedMemorySize());
        return joined(DockerDefaults.MOUNTS, List.of(shared)).stream()
                .filter(m -> !taken.contains(m.destination()))
                .toList();
    }

    private Linux linux() {
        return new Linux(
                namespaces(),
                host.devices().stream().map(HostDevice::node).toList(),
                ControlGroupLimits.of(launch.confinement(), host.kernel(), deviceRules()),
                host.cgroup(),
                launch.propagatedMount().isPresent() ? "rshared" : "",
                DockerDefaults.MASKED_PATHS,
                DockerDefaults.READ_ONLY_PATHS,
                seccomp());
    }

    private Seccomp seccomp() {
        return switch (launch.confinement().seccomp()) {
            case UNCONFINED -> null;
            case DEFAULT -> SeccompProfile.DOCKER.filter(host.kernel(), capabilities(), false);
            case LOG -> SeccompProfile.DOCKER.filter(host.kernel(), capabilities(), true);
        };
    }

    private List<Namespace> namespaces() {
        List<Namespace> own =
                new ArrayList<>(List.of(new Namespace("mount"), new Namespace("uts")));
        if (!sharesHostNetwork()) {
            own.add(new Namespace("network"));
        }
        if (!config.pidHost()) {
            own.add(new Namespace("pid"));
        }
        if (!config.ipcHost()) {
            own.add(new Namespace("ipc"));
        }
        if (host.kernel().cgroupNamespaces()) {
            own.add(new Namespace("cgroup"));
        }
        return own;
    }

    private List<DeviceRule> deviceRules() {
        List<DeviceRule> first =
                config.linux().allowAllDevices()
                        ? List.of(DeviceRule.ofAll(true))
                        : DockerDefaults.DEVICE_RULES;
        return joined(first, host.devices().stream().map(HostDevice::rule).toList());
    }

    private static Mount bind(Path source, String destination, String... options) {
        return new Mount(destination, "bind", source.toString(), List.of(options));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
