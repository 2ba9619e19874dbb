package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.layer.UnpackLimits;
import java.lang.annotation.Annotation;
import java.nio.file.Path;

/** A configuration of the runtime for tests: defaults, but for paths and limits. */
record TestConfiguration(Path containerd, String namespace, Path runFolder, UnpackLimits limits)
        implements ContainerdConfiguration {
    /** System properties of an engine whose mount(8), umount(8) or mkfifo(1) is a test's own. */
    static final String MOUNT = "berth.test.mount";

    static final String UMOUNT = "berth.test.umount";

    static final String MKFIFO = "berth.test.mkfifo";

    TestConfiguration(Path containerd, String namespace, Path runFolder) {
        this(containerd, namespace, runFolder, ContainerdHost.DEFAULTS);
    }

    @Override
    public String runtime_binary() {
        return "";
    }

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
    public long unpack_max_bytes() {
        return limits.bytes();
    }

    @Override
    public long unpack_entries_max_count() {
        return limits.entries();
    }

    @Override
    public int unpack_name_max_bytes() {
        return limits.nameLength();
    }

    @Override
    public int unpack_extension_max_bytes() {
        return limits.extensionBytes();
    }

    @Override
    public long unpack_all_names_max_bytes() {
        return limits.nameBytes();
    }

    @Override
    public int output_lines_max_count() {
        return 5;
    }

    @Override
    public int output_line_max_bytes() {
        return 16_384;
    }

    @Override
    public long output_rate_max_bytes() {
        return 262_144;
    }

    @Override
    public long output_all_rate_max_bytes() {
        return 2_097_152;
    }

    @Override
    public String mount_program() {
        return System.getProperty(MOUNT, "mount");
    }

    @Override
    public String umount_program() {
        return System.getProperty(UMOUNT, "umount");
    }

    @Override
    public String mkfifo_program() {
        return System.getProperty(MKFIFO, "mkfifo");
    }

    @Override
    public String runc_program() {
        return "";
    }

    @Override
    public String[] runc_version_trusted() {
        return new String[0];
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ContainerdConfiguration.class;
    }
}
