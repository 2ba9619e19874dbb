package dev.berth.runtime.containerd.oci;

import dev.berth.runtime.containerd.oci.RuntimeSpec.DeviceRule;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Mount;
import java.util.List;

/**
 * Docker's defaults of a plugin's runtime specification: mounts, device rules and paths that every
 * plugin gets, whatever its config says.
 */
final class DockerDefaults {
    static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    static final List<Mount> MOUNTS =
            List.of(
                    mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
                    mount(
                            "/dev",
                            "tmpfs",
                            "tmpfs",
                            "nosuid",
                            "strictatime",
                            "mode=755",
                            "size=64m"),
                    mount(
                            "/dev/pts",
                            "devpts",
                            "devpts",
                            "nosuid",
                            "noexec",
                            "newinstance",
                            "ptmxmode=0666",
                            "mode=0620",
                            "gid=5"),
                    mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
                    mount("/sys/fs/cgroup", "cgroup", "cgroup", "ro", "nosuid", "noexec", "nodev"),
                    mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));

    /** Nothing but null, zero, random, urandom, tty and console; fuse only for those who ask. */
    static final List<DeviceRule> DEVICE_RULES =
            List.of(
                    DeviceRule.ofAll(false),
                    DeviceRule.of(true, "c", 1, 5),
                    DeviceRule.of(true, "c", 1, 3),
                    DeviceRule.of(true, "c", 1, 9),
                    DeviceRule.of(true, "c", 1, 8),
                    DeviceRule.of(true, "c", 5, 0),
                    DeviceRule.of(true, "c", 5, 1),
                    DeviceRule.of(false, "c", 10, 229));

    static final List<String> MASKED_PATHS =
            List.of(
                    "/proc/asound",
                    "/proc/acpi",
                    "/proc/interrupts",
                    "/proc/kcore",
                    "/proc/keys",
                    "/proc/latency_stats",
                    "/proc/timer_list",
                    "/proc/timer_stats",
                    "/proc/sched_debug",
                    "/proc/scsi",
                    "/sys/devices/virtual/powercap",
                    "/sys/firmware");

    static final List<String> READ_ONLY_PATHS =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private DockerDefaults() {}

    /** Without a size it would be half of the host's memory. */
    static Mount sharedMemory(long size) {
        return mount(
                "/dev/shm",
                "tmpfs",
                "shm",
                "nosuid",
                "noexec",
                "nodev",
                "mode=1777",
                "size=" + size);
    }

    private static Mount mount(String destination, String type, String source, String... options) {
        return new Mount(destination, type, source, List.of(options));
    }
}
