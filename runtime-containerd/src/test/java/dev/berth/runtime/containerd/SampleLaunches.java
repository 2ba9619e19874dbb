package dev.berth.runtime.containerd;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginConfig.Device;
import dev.berth.plugin.PluginConfig.Mount;
import dev.berth.spi.Confinement;
import dev.berth.spi.HostMount;
import dev.berth.spi.PluginLaunch;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.ConfinementFixture;
import dev.berth.testing.plugin.LaunchFixture;
import dev.berth.testing.plugin.SettingsFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A builder of plugin launches; every part has a default. */
public final class SampleLaunches {
    private final Path rootfs;
    private final Path socketFolder;
    private String id = "p";
    private String socket = "p.sock";
    private List<String> entrypoint = List.of("/bin/true");
    private List<String> args = List.of();
    private List<String> env = List.of();
    private String workdir = "";
    private long uid;
    private long gid;
    private String network = "";
    private boolean ipcHost;
    private boolean pidHost;
    private Optional<Path> propagated = Optional.empty();
    private List<String> capabilities = List.of();
    private boolean allDevices;
    private final List<HostMount> hostMounts = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private Confinement confinement = new ConfinementFixture();
    private Duration timeout = Duration.ofSeconds(20);

    public SampleLaunches(Path rootfs, Path socketFolder) {
        this.rootfs = rootfs;
        this.socketFolder = socketFolder;
    }

    public SampleLaunches id(String value) {
        id = value;
        return this;
    }

    public SampleLaunches socket(String value) {
        socket = value;
        return this;
    }

    public SampleLaunches entrypoint(String... value) {
        entrypoint = List.of(value);
        return this;
    }

    public SampleLaunches args(String... value) {
        args = List.of(value);
        return this;
    }

    public SampleLaunches env(String... value) {
        env = List.of(value);
        return this;
    }

    public SampleLaunches workdir(String value) {
        workdir = value;
        return this;
    }

    public SampleLaunches user(long newUid, long newGid) {
        uid = newUid;
        gid = newGid;
        return this;
    }

    public SampleLaunches network(String value) {
        network = value;
        return this;
    }

    public SampleLaunches ipcHost() {
        ipcHost = true;
        return this;
    }

    public SampleLaunches pidHost() {
        pidHost = true;
        return this;
    }

    public SampleLaunches propagated(Path value) {
        propagated = Optional.of(value);
        return this;
    }

    public SampleLaunches capabilities(String... value) {
        capabilities = List.of(value);
        return this;
    }

    public SampleLaunches allDevices() {
        allDevices = true;
        return this;
    }

    public SampleLaunches mount(String name, Optional<String> source, String destination) {
        return mount(name, source, destination, "bind", "rbind");
    }

    public SampleLaunches mount(
            String name,
            Optional<String> source,
            String destination,
            String type,
            String... options) {
        mounts.add(
                ConfigFixture.mountOf(
                        name, "", List.of("source"), source, destination, type, List.of(options)));
        return this;
    }

    public SampleLaunches device(String name, Optional<String> path) {
        devices.add(ConfigFixture.deviceOf(name, "", List.of("path"), path));
        return this;
    }

    public SampleLaunches confinement(Confinement value) {
        confinement = value;
        return this;
    }

    public SampleLaunches hostMount(HostMount value) {
        hostMounts.add(value);
        return this;
    }

    public SampleLaunches timeout(Duration value) {
        timeout = value;
        return this;
    }

    public PluginLaunch launch() {
        PluginConfig config =
                new ConfigFixture()
                        .types(List.of("docker.volumedriver/1.0"))
                        .socket(socket)
                        .entrypoint(entrypoint)
                        .workdir(workdir)
                        .user(uid, gid)
                        .network(network)
                        .ipcHost(ipcHost)
                        .pidHost(pidHost)
                        .propagatedMount(propagated.isPresent() ? "/data" : "")
                        .mounts(mounts)
                        .capabilityNames(capabilities)
                        .allowAllDevices(allDevices)
                        .devices(devices)
                        .args("args", List.of());
        return new LaunchFixture(
                id,
                "test/" + id,
                config,
                new SettingsFixture(env, args, List.copyOf(mounts), List.copyOf(devices)),
                confinement,
                rootfs,
                propagated,
                socketFolder,
                List.copyOf(hostMounts),
                timeout);
    }
}
