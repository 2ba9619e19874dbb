package dev.berth.core.driver.volume;

import static dev.berth.shared.protocol.MessageForm.Nothing.NOTHING;

import dev.berth.driver.DriverClient;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.shared.protocol.volume.NewVolume;
import dev.berth.shared.protocol.volume.VolumeMethods;
import dev.berth.shared.protocol.volume.VolumeUse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@link VolumeDriver} over the calls of {@code docker.volumedriver/1.0}. */
final class PluginVolumeDriver implements VolumeDriver {
    private final DriverClient plugin;

    PluginVolumeDriver(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public void create(String name, Map<String, String> options) {
        VolumeMethods.CREATE.call(
                plugin, new NewVolume(named(name), Objects.requireNonNull(options, "options")));
    }

    @Override
    public void remove(String name) {
        VolumeMethods.REMOVE.call(plugin, named(name));
    }

    @Override
    public Mountpoint mount(String name, String id) {
        return VolumeMethods.MOUNT
                .call(plugin, use(name, id))
                .map(this::onHost)
                .orElseThrow(
                        () ->
                                plugin.malformed(
                                        VolumeMethods.MOUNT.name(), "it names no mountpoint"));
    }

    @Override
    public void unmount(String name, String id) {
        VolumeMethods.UNMOUNT.call(plugin, use(name, id));
    }

    @Override
    public Optional<Mountpoint> path(String name) {
        return VolumeMethods.PATH.call(plugin, named(name)).map(this::onHost);
    }

    @Override
    public Volume get(String name) {
        return VolumeMethods.GET
                .call(plugin, named(name))
                .map(this::onHost)
                .orElseThrow(
                        () -> plugin.malformed(VolumeMethods.GET.name(), "it names no volume"));
    }

    @Override
    public List<Volume> list() {
        return VolumeMethods.LIST.call(plugin, NOTHING).stream().map(this::onHost).toList();
    }

    /**
     * Docker takes any error of a plugin's for the answer of an older one, whose scope is local.
     */
    @Override
    public VolumeCapabilities capabilities() {
        try {
            return VolumeMethods.CAPABILITIES.call(plugin, NOTHING);
        } catch (PluginCallException e) {
            if (e.status().isEmpty()) {
                throw e;
            }
            return VolumeCapabilities.of(Scope.LOCAL);
        }
    }

    private static String named(String name) {
        return Objects.requireNonNull(name, "name");
    }

    private static VolumeUse use(String name, String id) {
        return new VolumeUse(named(name), Objects.requireNonNull(id, "id"));
    }

    private Volume onHost(Volume volume) {
        return volume.mountpoint().map(this::onHost).map(volume::withMountpoint).orElse(volume);
    }

    private Mountpoint onHost(Mountpoint place) {
        return plugin.hostFolder(place.inPlugin()).map(place::withFolder).orElse(place);
    }
}
