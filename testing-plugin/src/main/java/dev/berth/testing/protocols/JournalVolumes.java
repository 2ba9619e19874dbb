package dev.berth.testing.protocols;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Volumes that are names; each one's status is the journal. */
final class JournalVolumes implements VolumeDriver {
    private final Map<String, Optional<Mountpoint>> volumes = new ConcurrentSkipListMap<>();
    private final Journal journal;

    JournalVolumes(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void create(String name, Map<String, String> options) {
        journal.add("create %s %s", name, options);
        volumes.put(name, Optional.empty());
    }

    @Override
    public void remove(String name) {
        if (volumes.remove(name) == null) {
            throw new IllegalArgumentException("no volume " + name);
        }
    }

    @Override
    public Mountpoint mount(String name, String id) {
        journal.add("mount %s %s", name, id);
        Mountpoint place = Mountpoint.of("/data/" + name);
        volumes.put(name, Optional.of(place));
        return place;
    }

    @Override
    public void unmount(String name, String id) {
        journal.add("unmount %s %s", name, id);
        volumes.put(name, Optional.empty());
    }

    @Override
    public Optional<Mountpoint> path(String name) {
        return volumes.get(name);
    }

    @Override
    public Volume get(String name) {
        if (!volumes.containsKey(name)) {
            throw new IllegalArgumentException("no volume " + name);
        }
        return Volume.of(name)
                .withCreatedAt(Instant.parse("2026-01-02T03:04:05Z"))
                .withStatus(Map.of("journal", journal.entries()));
    }

    @Override
    public List<Volume> list() {
        return volumes.keySet().stream().map(Volume::of).toList();
    }

    @Override
    public VolumeCapabilities capabilities() {
        return VolumeCapabilities.of(Scope.GLOBAL);
    }
}
