package dev.berth.example.consumer;

import dev.berth.capability.HostFolder;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A fake volume driver over folders, without a plugin. */
class FolderVolumes implements VolumeDriver {
    private final Path folder;
    private final Map<String, Set<String>> uses = new TreeMap<>();

    FolderVolumes(Path folder) {
        this.folder = folder;
    }

    @Override
    public void create(String name, Map<String, String> options) {
        try {
            Files.createDirectories(folder.resolve(name));
            uses.putIfAbsent(name, new TreeSet<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String name) {
        if (!uses(name).isEmpty()) {
            throw failure("Remove", name + " is used by " + uses(name));
        }
        uses.remove(name);
    }

    @Override
    public Mountpoint mount(String name, String id) {
        uses(name).add(id);
        return mountpoint(name);
    }

    @Override
    public void unmount(String name, String id) {
        uses(name).remove(id);
    }

    @Override
    public Optional<Mountpoint> path(String name) {
        return uses(name).isEmpty() ? Optional.empty() : Optional.of(mountpoint(name));
    }

    @Override
    public Volume get(String name) {
        Volume volume = Volume.of(name);
        return path(name).map(volume::withMountpoint).orElse(volume);
    }

    @Override
    public List<Volume> list() {
        return uses.keySet().stream().map(this::get).toList();
    }

    @Override
    public VolumeCapabilities capabilities() {
        return VolumeCapabilities.of(VolumeCapabilities.Scope.LOCAL);
    }

    /** Returns where a mounted volume is. */
    Mountpoint mountpoint(String name) {
        return Mountpoint.of("/mnt/" + name).withFolder(HostFolder.of(folder, Path.of(name)));
    }

    static PluginCallException failure(String method, String why) {
        return new PluginCallException(
                "folders",
                "VolumeDriver." + method,
                PluginCallException.Reason.FAILED,
                OptionalInt.of(500),
                why,
                null);
    }

    private Set<String> uses(String name) {
        return Optional.ofNullable(uses.get(name))
                .orElseThrow(() -> failure("Get", "there is no volume " + name));
    }
}
