package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.MountTable;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes bind mounts by mount(8), one run of it for all starts that wait: {@code mount -a} with a
 * file of each. It goes on after a mount that it cannot make and leaves out one that is there, so
 * each looks for its own in the kernel's list, and has what is missing made alone, or fails by
 * that.
 */
public final class MountMaker {
    private final HostProgram mount;
    private final Unmounter unmounter;
    private final GroupCommit<Path> together = new GroupCommit<>(this::tryMount);

    MountMaker(HostProgram mount, Unmounter unmounter) {
        this.mount = mount;
        this.unmounter = unmounter;
    }

    /**
     * Makes bind mounts.
     *
     * @param fstab the file to write them to for mount(8), this caller's alone
     */
    public void make(Path fstab, List<BindMount> wanted) throws IOException, InterruptedException {
        if (wanted.stream().allMatch(BindMount::isPlain)) {
            Stream<String> lines = wanted.stream().map(BindMount::fstabLine);
            Files.writeString(fstab, lines.collect(Collectors.joining()));
            together.await(fstab);
        }
        for (BindMount one : wanted) {
            if (!one.isIn(MountTable.readBelow(one.folder()))) {
                // Perhaps one whose process was killed before it was done.
                unmounter.unmountBelow(one.folder());
                makeAlone(one);
            }
        }
    }

    /** Makes one, or of the mount that is there already what it is to be. */
    public void ensure(BindMount wanted) throws IOException, InterruptedException {
        Path folder = wanted.folder();
        Optional<MountTable.Entry> there = MountTable.readBelow(folder).at(folder);
        if (there.isEmpty()) {
            makeAlone(wanted);
        } else if (!wanted.isLike(there.get())) {
            // Of an earlier engine, or of one that died before it was done. It keeps its peers.
            finish(wanted, wanted.lastPropagation());
        }
    }

    private void tryMount(List<Path> fstabs) throws InterruptedException {
        Stream<String> files = fstabs.stream().flatMap(file -> Stream.of("-T", file.toString()));
        try {
            mount.run(Stream.concat(Stream.of("-a"), files).toArray(String[]::new));
        } catch (IOException e) {
            // Each sees what of its own is missing, and is told why when it has that made.
            return;
        }
    }

    /** One process for each system call, as BusyBox has it. */
    private void makeAlone(BindMount wanted) throws IOException, InterruptedException {
        String folder = wanted.folder().toString();
        mount.run("--bind", folder, folder);
        finish(wanted, wanted.propagation());
    }

    private void finish(BindMount wanted, List<String> propagation)
            throws IOException, InterruptedException {
        for (String change : propagation) {
            mount.run("--make-" + change, wanted.folder().toString());
        }
        try {
            restrict(wanted);
        } catch (IOException e) {
            restrict(wanted.withoutExtra());
        }
        if (!wanted.isIn(MountTable.readBelow(wanted.folder()))) {
            throw new IOException("mount(8) says nothing, and has not made " + wanted);
        }
    }

    private void restrict(BindMount wanted) throws IOException, InterruptedException {
        mount.run("-o", "remount,bind," + wanted.flags(), wanted.folder().toString());
    }
}
