package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Undoes mounts by umount(8), one run of it for all that wait; it goes on after one that is busy.
 *
 * <p>What others have mounted below a folder is detached with it, and apart from all that wait: a
 * plugin's file system may not answer, and umount(8) follows a link at the end of a path (also with
 * {@code --no-canonicalize}), so that no path below is named to it. Where the folder itself is no
 * mount, the outermost ones in it are, each once before the kernel's list is read anew.
 */
public final class Unmounter {
    /** A plugin makes as many mounts as it likes, and a process has two megabytes of arguments. */
    private static final int AT_ONCE = 50;

    private final HostProgram umount;
    private final GroupCommit<List<Path>> together;

    Unmounter(HostProgram umount) {
        this(umount, new Semaphore(1, true));
    }

    /**
     * @param turn of the one that runs umount(8) for all
     */
    Unmounter(HostProgram umount, Semaphore turn) {
        this.umount = umount;
        this.together = new GroupCommit<>(this::unmountAll, turn);
    }

    /**
     * Undoes all mounts at and below a folder. One that is busy is detached: it is gone for
     * everybody who has not got it open.
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
            points = below(folders);
        }
        return detach(folders, points);
    }

    /** Returns whether mounts are at these folders only, each at another. */
    private static boolean areAmong(List<Path> folders, List<Path> points) {
        return folders.containsAll(points) && new HashSet<>(points).size() == points.size();
    }

    /** Goes on for as long as it becomes less: what is mounted over a mount hides some of it. */
    private List<Path> detach(List<Path> folders, List<Path> points)
            throws IOException, InterruptedException {
        List<Path> left = points;
        while (!left.isEmpty()) {
            run(List.of("-c", "-l"), outermost(folders, left));
            List<Path> after = below(folders);
            if (after.size() >= left.size()) {
                return after;
            }
            left = after;
        }
        return left;
    }

    /** Returns the mounts that lie in none of the others; what is below goes with them. */
    private static List<Path> outermost(List<Path> folders, List<Path> points) {
        Set<Path> all = new HashSet<>(points);
        Stream<Path> stacked = points.stream().filter(folders::contains);
        Stream<Path> others = all.stream().filter(point -> !folders.contains(point));
        return Stream.concat(stacked, others).filter(point -> !isBelowOne(all, point)).toList();
    }

    private static boolean isBelowOne(Set<Path> points, Path point) {
        return Stream.iterate(point.getParent(), Objects::nonNull, Path::getParent)
                .anyMatch(points::contains);
    }

    /** Returns whether nothing is mounted at or below a folder; looks only. */
    public boolean isFree(Path folder) throws IOException {
        return below(List.of(folder)).isEmpty();
    }

    private static List<Path> below(List<Path> folders) throws IOException {
        List<Path> places = new ArrayList<>();
        for (Path folder : folders) {
            places.add(real(folder));
        }
        MountTable table = MountTable.readAround(places);
        return places.stream().flatMap(place -> table.below(place).stream()).toList();
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

    /**
     * Returns the path that the kernel's list has of a folder that is no link. The folder itself is
     * not looked at: a file system that is mounted there may not answer.
     */
    static Path real(Path folder) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        Path parent = place.getParent();
        return parent != null && Files.exists(parent)
                ? parent.toRealPath().resolve(place.getFileName())
                : place;
    }

    private void unmountAll(List<List<Path>> points) throws InterruptedException {
        run(List.of("-c"), points.stream().flatMap(List::stream).toList());
    }

    private void run(List<String> options, List<Path> points) throws InterruptedException {
        for (int first = 0; first < points.size(); first += AT_ONCE) {
            List<String> arguments = new ArrayList<>(options);
            points.stream().skip(first).limit(AT_ONCE).map(Path::toString).forEach(arguments::add);
            try {
                umount.run(arguments.toArray(String[]::new));
            } catch (IOException busy) {
                // Whoever asked finds it in the list of what is left.
                continue;
            }
        }
    }
}
