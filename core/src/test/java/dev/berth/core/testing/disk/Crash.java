package dev.berth.core.testing.disk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a disk holds after a crash in the middle of a trace.
 *
 * <p>After a power cut names come back as a journal keeps them (ext4, xfs, btrfs): in order, at
 * least up to the last change of a folder that was synced. The content of a file comes back as it
 * was at its last sync; of what was written after it, any first part may be there.
 */
public final class Crash {
    private final DiskImage start;
    private final List<DiskEvent> events;

    /**
     * @param start what there was before the events
     */
    public Crash(DiskImage start, List<DiskEvent> events) {
        this.start = start;
        this.events = events;
    }

    /** Returns the disk after SIGKILL: all that was done is there. */
    public DiskImage kill() {
        DiskImage image = start.copy();
        events.forEach(image::apply);
        return image;
    }

    /** Returns the disk after a power cut at which nothing came back that was not synced. */
    public DiskImage powerCut() {
        return powerCut(synced(), new Random(0), false);
    }

    /** Returns the disk after a power cut at which all names came back, and no unsynced content. */
    public DiskImage powerCutThatKeepsNames() {
        return powerCut(events.size(), new Random(0), false);
    }

    /** Returns the disk after a power cut at which any part of what was not synced came back. */
    public DiskImage powerCut(Random random) {
        int from = synced();
        return powerCut(from + random.nextInt(events.size() - from + 1), random, true);
    }

    private DiskImage powerCut(int journal, Random random, boolean parts) {
        DiskImage image = start.copy();
        for (DiskEvent event : events.subList(0, journal)) {
            if (!(event instanceof DiskEvent.Write || event instanceof DiskEvent.Truncate)) {
                image.apply(event);
            }
        }
        Map<Integer, byte[]> durable = durableContents();
        Map<Integer, byte[]> latest = kill().files();
        for (Map.Entry<Integer, byte[]> file : image.files().entrySet()) {
            byte[] synced = durable.getOrDefault(file.getKey(), new byte[0]);
            byte[] last = latest.get(file.getKey());
            boolean torn = parts && !Arrays.equals(synced, last) && random.nextBoolean();
            file.setValue(torn ? Arrays.copyOf(last, random.nextInt(last.length + 1)) : synced);
        }
        return image;
    }

    private Map<Integer, byte[]> durableContents() {
        DiskImage image = start.copy();
        Map<Integer, byte[]> durable = new HashMap<>(image.files());
        for (DiskEvent event : events) {
            image.apply(event);
            if (event instanceof DiskEvent.SyncFile sync) {
                durable.put(sync.file(), image.files().get(sync.file()));
            } else if (event instanceof DiskEvent.SyncAll) {
                durable.putAll(image.files());
            }
        }
        return durable;
    }

    /** Returns up to where the journal is on the disk for certain. */
    private int synced() {
        Map<String, Integer> touched = new HashMap<>();
        int synced = 0;
        for (int i = 0; i < events.size(); i++) {
            DiskEvent event = events.get(i);
            if (event instanceof DiskEvent.MakeFolder make) {
                touched.put(parent(make.path()), i + 1);
            } else if (event instanceof DiskEvent.CreateFile create) {
                touched.put(parent(create.path()), i + 1);
            } else if (event instanceof DiskEvent.Remove remove) {
                touched.put(parent(remove.path()), i + 1);
            } else if (event instanceof DiskEvent.Rename rename) {
                touched.put(parent(rename.from()), i + 1);
                touched.put(parent(rename.to()), i + 1);
            } else if (event instanceof DiskEvent.SyncFolder folder) {
                synced = Math.max(synced, touched.getOrDefault(folder.path(), 0));
            } else if (event instanceof DiskEvent.SyncAll) {
                synced = i + 1;
            }
        }
        return synced;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
