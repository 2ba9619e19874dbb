package dev.berth.runtime.containerd.host;

import dev.berth.shared.host.HostProgram;

/**
 * What is done by programs of the host, each for all tasks that wait for it: mkfifo, mount, umount.
 */
public record HostTools(PipeMaker pipes, MountMaker mounts, Unmounter unmounter) {

    public static HostTools of(HostProgram mkfifo, HostProgram mount, HostProgram umount) {
        return new HostTools(new PipeMaker(mkfifo), new MountMaker(mount), new Unmounter(umount));
    }
}
