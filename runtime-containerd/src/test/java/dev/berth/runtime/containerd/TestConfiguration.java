package dev.berth.runtime.containerd;

import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** The defaults, but for where containerd and the run folder are. */
record TestConfiguration(Path containerd, String namespace, Path runFolder)
        implements ContainerdConfiguration {

    @Override
    public String address() {
        return containerd.toString();
    }

    @Override
    public String runtime() {
        return "io.containerd.runc.v2";
    }

    @Override
    public String run_folder() {
        return runFolder.toString();
    }

    @Override
    public int call_timeout_seconds() {
        return 60;
    }

    @Override
    public int unpack_timeout_seconds() {
        return 600;
    }

    @Override
    public int last_lines() {
        return 5;
    }

    @Override
    public String mount_program() {
        return "mount";
    }

    @Override
    public String umount_program() {
        return "umount";
    }

    @Override
    public String mkfifo_program() {
        return "mkfifo";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ContainerdConfiguration.class;
    }
}
