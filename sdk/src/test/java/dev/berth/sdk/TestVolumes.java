package dev.berth.sdk;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Volumes that are only remembered; a process of its own serves them. */
final class TestVolumes implements VolumeDriver, AutoCloseable {
    private final Map<String, Volume> volumes = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        PluginServer server = PluginServer.create().volume(new TestVolumes());
        server.debug(args.length > 1).run(args[0]);
    }

    @Override
    public void create(String name, Map<String, String> options) {
        if (name.equals("exit")) {
            new Thread(() -> System.exit(3)).start();
        }
        volumes.put(name, Volume.of(name));
    }

    @Override
    public void remove(String name) {
        if (volumes.remove(name) == null) {
            throw new IllegalStateException("no such volume: " + name);
        }
    }

    @Override
    public Mountpoint mount(String name, String id) {
        return Mountpoint.of("/mnt/" + name);
    }

    @Override
    public void unmount(String name, String id) {}

    @Override
    public Optional<Mountpoint> path(String name) {
        return Optional.empty();
    }

    @Override
    public Volume get(String name) {
        return volumes.get(name);
    }

    @Override
    public List<Volume> list() {
        return List.copyOf(volumes.values());
    }

    @Override
    public void close() {
        System.out.println("volumes closed");
    }
}
