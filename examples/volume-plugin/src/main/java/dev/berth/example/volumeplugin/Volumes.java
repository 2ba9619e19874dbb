package dev.berth.example.volumeplugin;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeDriver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The volumes: each is a folder that outlives the plugin, and is mounted while somebody uses it.
 * One call at a time: counting a use and mounting for it are one step.
 */
final class Volumes implements VolumeDriver, AutoCloseable {
    private final VolumeFolders folders;
    private final BindMounts mounts;
    private final VolumeCapabilities capabilities;
    private final Map<String, SortedSet<String>> users = new HashMap<>();

    Volumes(Path folder, BindMounts mounts, VolumeCapabilities capabilities) {
        this.folders = new VolumeFolders(folder);
        this.mounts = mounts;
        this.capabilities = capabilities;
        mounts.undoLeftovers();
    }

    @Override
    public synchronized void create(String name, Map<String, String> options) {
        folders.create(name);
    }

    @Override
    public synchronized void remove(String name) {
        folders.find(name);
        if (!users(name).isEmpty()) {
            throw new IllegalStateException("volume %s is used by %s".formatted(name, users(name)));
        }
        folders.delete(name);
    }

    @Override
    public synchronized Mountpoint mount(String name, String id) {
        Path folder = folders.find(name);
        if (users(name).isEmpty()) {
            mounts.bind(folder, name);
        }
        users.computeIfAbsent(name, none -> new TreeSet<>()).add(id);
        return path(name).orElseThrow();
    }

    @Override
    public synchronized void unmount(String name, String id) {
        if (users(name).remove(id) && users(name).isEmpty()) {
            mounts.undo(name);
        }
    }

    @Override
    public synchronized Optional<Mountpoint> path(String name) {
        folders.find(name);
        return Optional.of(Mountpoint.of(mounts.mountpoint(name).toString()))
                .filter(mounted -> !users(name).isEmpty());
    }

    @Override
    public synchronized Volume get(String name) {
        Volume volume =
                Volume.of(name)
                        .withCreatedAt(folders.createdAt(name))
                        .withStatus(Map.of("host", HostRelease.name(), "users", users(name)));
        return path(name).map(volume::withMountpoint).orElse(volume);
    }

    @Override
    public synchronized List<Volume> list() {
        return folders.names().stream().map(this::get).toList();
    }

    @Override
    public VolumeCapabilities capabilities() {
        return capabilities;
    }

    private SortedSet<String> users(String name) {
        return users.getOrDefault(name, new TreeSet<>());
    }

    /** Undoes every mount. */
    @Override
    public synchronized void close() {
        users.clear();
        mounts.undoLeftovers();
    }
}
