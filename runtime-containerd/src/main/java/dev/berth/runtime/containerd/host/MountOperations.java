package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bind mounts of folders onto themselves, made and undone by mount(8) and umount(8). */
public final class MountOperations {
    private static final List<String> RESTRICTIONS = List.of("nosuid", "nodev");

    /** A plugin makes as many mounts as it likes, and a process has two megabytes of arguments. */
    private static final int AT_ONCE = 50;

    private final HostProgram mount;
    private final HostProgram umount;
    private final DirectoryWatcher folders;

    public MountOperations(HostProgram mount, HostProgram umount, DirectoryWatcher folders) {
        this.mount = mount;
        this.umount = umount;
        this.folders = folders;
    }

    /**
     * Makes a folder a mount of its own whose mounts reach the host from a plugin and the other
     * way. It is made private first, or it would share with the mount it lies in as well. What a
     * plugin makes there has no setuid bits and no devices for the host; what it mounts below has
     * flags of its own.
     */
    public void share(Path folder) throws IOException, InterruptedException {
        bind(folder, String.join(",", RESTRICTIONS), "--make-private", "--make-rshared");
    }

    /** Makes a folder a mount as {@link #share} does, unless it is one. */
    public void ensureShared(Path folder) throws IOException, InterruptedException {
        Path real = real(folder);
        Optional<MountTable.Entry> there = MountTable.readBelow(real).at(real);
        if (there.isEmpty()) {
            share(folder);
            return;
        }
        if (!there.get().options().containsAll(RESTRICTIONS)) {
            String all = "remount,bind," + String.join(",", RESTRICTIONS);
            mount.run("--options", all, folder.toString());
        }
        if (!there.get().shared()) {
            // Whoever made it died before it was done.
            mount.run("--make-rshared", folder.toString());
        }
    }

    /**
     * Makes a folder a private mount of its own whose files are no programs and no devices, and
     * where the kernel follows no link ({@code nosymfollow}, Linux 5.10). Mounts that others make
     * below do not reach it.
     *
     * @return whether links are refused; an older kernel follows them
     */
    public boolean isolate(Path folder) throws IOException, InterruptedException {
        try {
            bind(folder, "nosuid,nodev,noexec,nosymfollow", "--make-private");
        } catch (IOException unknown) {
            unmountBelow(folder);
            bind(folder, "nosuid,nodev,noexec", "--make-private");
        }
        // An older mount(8) takes the option, and drops it.
        Path real = real(folder);
        return !MountTable.readBelow(real).followsLinks(real);
    }

    /** One process: mount(8) makes the mount, then each change of its propagation in turn. */
    private void bind(Path folder, String options, String... propagation)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--bind"));
        arguments.addAll(List.of(propagation));
        String place = folder.toString();
        arguments.addAll(List.of("-o", options, place, place));
        mount.run(arguments.toArray(String[]::new));
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
        for (int first = 0; first < points.size(); first += AT_ONCE) {
            undo(points.subList(first, Math.min(first + AT_ONCE, points.size())));
        }
        List<Path> busy = points.isEmpty() ? points : below(folders);
        for (Path point : busy) {
            detach(point);
        }
        return busy.isEmpty() ? busy : below(folders);
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

    /**
     * Waits until a folder is no longer mounted elsewhere. Whoever mounted it there takes the mount
     * point away afterwards, and that is an event.
     *
     * @return whether it came to that within the limit
     */
    public boolean awaitUnmountedElsewhere(Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path real = real(folder);
        long deadline = System.nanoTime() + limit.toNanos();
        for (Path copy : MountTable.read().copiesOf(real)) {
            try (DirectoryWatcher.Subscription changes = folders.subscribe(copy.getParent())) {
                while (MountTable.read().copiesOf(real).contains(copy)) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0 || changes.isClosed()) {
                        return false;
                    }
                    changes.await(Duration.ofNanos(left));
                }
            } catch (NoSuchFileException e) {
                // The folder around the mount point went first: so did the mount.
                continue;
            }
        }
        return true;
    }

    /** The kernel's list has real paths only. */
    private static Path real(Path folder) throws IOException {
        return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    }

    /** Undoes them by one process: umount(8) goes on after one that is busy. */
    private void undo(List<Path> points) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--no-canonicalize"));
        points.forEach(point -> arguments.add(point.toString()));
        try {
            umount.run(arguments.toArray(String[]::new));
        } catch (IOException busy) {
            // Whoever asked finds it in the list of what is left.
            return;
        }
    }

    private void detach(Path point) throws InterruptedException {
        try {
            umount.run("--no-canonicalize", "--lazy", point.toString());
        } catch (IOException e) {
            // Whoever asked sees it in the list of what is left.
            return;
        }
    }
}
