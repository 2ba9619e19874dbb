package dev.berth.runtime.containerd.task;

import dev.berth.plugin.PluginConfig;
import dev.berth.runtime.containerd.host.PipeMaker;
import dev.berth.runtime.containerd.host.RootFilesystem;
import dev.berth.shared.file.FileTree;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Prepares the host before a start: Docker's files in the root filesystem, pipes, folders, mounts.
 */
final class HostPreparation {
    private final TaskMounts mounts;
    private final PipeMaker pipes;

    HostPreparation(TaskMounts mounts, PipeMaker pipes) {
        this.mounts = mounts;
        this.pipes = pipes;
    }

    void prepare(PluginLaunch launch, RunFolder folder) throws IOException, InterruptedException {
        pipes.make(folder.stdout(), folder.stderr());
        fill(new RootFilesystem(launch.rootfs()));
        if (launch.socket().isPresent()) {
            deleteEarlier(launch.socketFolder(), launch.socket().get());
        }
        own(launch.socketFolder(), launch.config().user());
        if (launch.propagatedMount().isPresent()) {
            Path mount = launch.propagatedMount().get();
            Files.createDirectories(mount);
            own(mount, launch.config().user());
        }
        mounts.hold(folder, launch.socketFolder(), launch.propagatedMount());
    }

    /**
     * Deletes the socket of an earlier run, with the folder that it has in the socket folder: it
     * would never accept, and a plugin cannot bind where one lies. No link is followed.
     */
    private static void deleteEarlier(Path folder, Path socket) throws IOException {
        Path first = folder.resolve(folder.relativize(socket).getName(0));
        if (Files.isDirectory(first, LinkOption.NOFOLLOW_LINKS)) {
            FileTree.delete(first);
        } else {
            Files.deleteIfExists(first);
        }
    }

    /** What Docker puts into every root filesystem and the OCI runtime does not. */
    private static void fill(RootFilesystem rootfs) throws IOException {
        for (String file :
                new String[] {"/.dockerenv", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"}) {
            rootfs.addFile(file);
        }
        rootfs.addLink("/etc", "mtab", "/proc/mounts");
    }

    /** A plugin that does not run as root has to be able to make its socket and its folders. */
    private static void own(Path folder, PluginConfig.User user) throws IOException {
        if (user.uid() != 0) {
            Files.setAttribute(
                    folder, "unix:uid", Math.toIntExact(user.uid()), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(
                    folder, "unix:gid", Math.toIntExact(user.gid()), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
