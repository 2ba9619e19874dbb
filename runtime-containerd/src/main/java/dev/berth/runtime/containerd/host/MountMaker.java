package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes bind mounts by mount(8), one run of it for all starts that wait: {@code mount -a} with a
 * file of each. It goes on after a mount that it cannot make and leaves out one that is there, so
 * that it can be run again after it was killed. Each looks for its own in the kernel's list, and
 * has what is missing, or half made, made alone, or fails by that.
 */
public final class MountMaker {
    private final HostProgram mount;
    private final GroupCommit<Path> together;

    MountMaker(HostProgram mount) {
        this(mount, new Semaphore(1, true));
    }

    /**
     * @param turn of the one that runs mount(8)
     */
    MountMaker(HostProgram mount, Semaphore turn) {
        this.mount = mount;
        this.together = new GroupCommit<>(this::tryMount, turn);
    }

    /**
     * Makes bind mounts, over what is mounted there from elsewhere.
     *
     * @param fstab the file to write them to for mount(8), this caller's alone
     */
    public void make(Path fstab, List<BindMount> wanted) throws IOException, InterruptedException {
        if (wanted.stream().allMatch(BindMount::isPlain)) {
            Stream<String> lines = wanted.stream().map(BindMount::fstabLine);
            Files.writeString(fstab, lines.collect(Collectors.joining()));
            together.await(fstab);
        }
        ensure(wanted);
    }

    /** Makes what is missing, and of a mount that is half made what it is to be. */
    public void ensure(List<BindMount> wanted) throws IOException, InterruptedException {
        List<Path> folders = wanted.stream().map(BindMount::folder).toList();
        MountTable table = MountTable.readAround(folders);
        for (BindMount one : wanted) {
            if (!one.isIn(table)) {
                finish(one, table);
            }
        }
    }

    private void tryMount(List<Path> fstabs) throws InterruptedException {
        // One file that is gone, with its task, would make mount(8) do nothing at all.
        List<Path> there = fstabs.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            return;
        }
        Stream<String> files = there.stream().flatMap(file -> Stream.of("-T", file.toString()));
        try {
            mount.run(Stream.concat(Stream.of("-a"), files).toArray(String[]::new));
        } catch (IOException e) {
            // Each sees what of its own is missing, and is told why when it has that made.
            return;
        }
    }

    /** One process for each system call, as BusyBox has it. */
    private void finish(BindMount wanted, MountTable table)
            throws IOException, InterruptedException {
        String folder = wanted.folder().toString();
        List<MountTable.Entry> half =
                table.at(wanted.folder()).stream().filter(table::isOntoItself).toList();
        if (half.isEmpty()) {
            mount.run("--bind", folder, folder);
        }
        for (String change : wanted.changesFor(table, half)) {
            mount.run("--make-" + change, folder);
        }
        restrict(wanted);
        if (!wanted.isIn(MountTable.readAround(List.of(wanted.folder())))) {
            throw new IOException(
                    "%s reports no error, and has not made %s a mount of its own with %s; mount.program names another"
                            .formatted(mount.path(), folder, wanted.flags()));
        }
    }

    private void restrict(BindMount wanted) throws IOException, InterruptedException {
        try {
            mount.run("-o", "remount,bind," + wanted.flags(), wanted.folder().toString());
        } catch (IOException e) {
            if (wanted.extra().isEmpty()) {
                throw e;
            }
            restrict(wanted.withoutExtra());
        }
    }
}
