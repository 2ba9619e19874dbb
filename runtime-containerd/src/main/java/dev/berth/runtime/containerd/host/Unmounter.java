package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Undoes mounts by umount(8), one run of it for all that wait; it goes on after one that is busy.
 * What a plugin has mounted itself is undone apart from that: it may take long, and nobody else
 * waits for it.
 */
public final class Unmounter {
    /** A plugin makes as many mounts as it likes, and a process has two megabytes of arguments. */
    private static final int AT_ONCE = 50;

    private final HostProgram umount;
    private final GroupCommit<List<Path>> together = new GroupCommit<>(this::unmountAll);

    public Unmounter(HostProgram umount) {
        this.umount = umount;
    }

    /**
     * Undoes all mounts at and below a folder, the latest first. One that is busy is detached: it
     * is gone for everybody who has not got it open.
     *
     * @return those that are still there
     */
    public List<Path> unmountBelow(Path folder) throws IOException, InterruptedException {
        return unmountBelow(List.of(folder));
    }

    private List<Path> unmountBelow(List<Path> folders) throws IOException, InterruptedException {
        List<Path> points = below(folders);
        if (points.isEmpty()) {
            return points;
        }
        if (areAmong(folders, points)) {
            together.await(points);
        } else {
            unmount(points);
        }
        List<Path> busy = below(folders);
        for (Path point : busy) {
            tryRun(Stream.of("-l", point.toString()));
        }
        return busy.isEmpty() ? busy : below(folders);
    }

    /** Returns whether mounts are at these folders only, each at another. */
    private static boolean areAmong(List<Path> folders, List<Path> points) {
        return folders.containsAll(points) && new HashSet<>(points).size() == points.size();
    }

    /** Returns whether nothing is mounted at or below a folder; looks only. */
    public boolean isFree(Path folder) throws IOException {
        return below(List.of(folder)).isEmpty();
    }

    private static List<Path> below(List<Path> folders) throws IOException {
        List<Path> points = new ArrayList<>();
        for (Path folder : folders) {
            Path real = real(folder);
            points.addAll(MountTable.readBelow(real).below(real));
        }
        return points;
    }

    /**
     * Undoes all mounts at and below folders.
     *
     * @throws IOException if one is still there
     */
    public void requireUnmounted(List<Path> folders) throws IOException, InterruptedException {
        List<Path> left = unmountBelow(folders);
        if (!left.isEmpty()) {
            throw new IOException("these mounts cannot be undone: " + left);
        }
    }

    /** Returns the path that the kernel's list has of a folder. */
    static Path real(Path folder) throws IOException {
        return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    }

    private void unmountAll(List<List<Path>> points) throws InterruptedException {
        unmount(points.stream().flatMap(List::stream).toList());
    }

    private void unmount(List<Path> points) throws InterruptedException {
        for (int first = 0; first < points.size(); first += AT_ONCE) {
            List<Path> some = points.subList(first, Math.min(first + AT_ONCE, points.size()));
            tryRun(some.stream().map(Path::toString));
        }
    }

    private void tryRun(Stream<String> arguments) throws InterruptedException {
        // Without links: a plugin may have made one since. In BusyBox's words, too.
        Stream<String> all = Stream.concat(Stream.of("-c"), arguments);
        try {
            umount.run(all.toArray(String[]::new));
        } catch (IOException busy) {
            // Whoever asked finds it in the list of what is left.
            return;
        }
    }
}
