package com.example.@PACKAGE@;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.sdk.PluginServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Volumes as folders of the propagated mount. What a method throws is what its caller is told. */
public final class @CLASS@Driver implements VolumeDriver {
    private final Path folder;
    private final Map<String, Set<String>> uses = new ConcurrentHashMap<>();

    @CLASS@Driver(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        PluginServer.create()
                .volume(new @CLASS@Driver(Path.of("/mnt/volumes")))
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public void create(String name, Map<String, String> options) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            throw new IllegalArgumentException("\"" + name + "\" cannot name a volume");
        }
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(String name) {
        if (!uses(name).isEmpty()) {
            throw new IllegalStateException("volume " + name + " is in use");
        }
        try (Stream<Path> tree = Files.walk(find(name))) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mountpoint mount(String name, String id) {
        Path place = find(name);
        uses(name).add(id);
        return Mountpoint.of(place.toString());
    }

    @Override
    public void unmount(String name, String id) {
        uses(name).remove(id);
    }

    @Override
    public Optional<Mountpoint> path(String name) {
        return Optional.of(Mountpoint.of(find(name).toString()));
    }

    @Override
    public Volume get(String name) {
        return Volume.of(name).withMountpoint(Mountpoint.of(find(name).toString()));
    }

    @Override
    public List<Volume> list() {
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return all.map(each -> get(each.getFileName().toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> uses(String name) {
        return uses.computeIfAbsent(name, none -> ConcurrentHashMap.newKeySet());
    }

    private Path find(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*") || Files.notExists(folder.resolve(name))) {
            throw new IllegalStateException("there is no volume " + name);
        }
        return folder.resolve(name);
    }
}
