package dev.berth.runtime.containerd.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the host's kernel has of that which confines a plugin.
 *
 * @param architecture as {@code os.arch} names it
 * @param release as {@code uname -r} does
 * @param cgroupNamespaces whether there are namespaces of control groups
 * @param swapLimits whether a control group's limit of memory and swap together can be set
 * @param appArmor whether AppArmor is on
 * @param limits what a plugin's resource limits must not be above
 */
public record HostKernel(
        String architecture,
        String release,
        boolean cgroupNamespaces,
        boolean swapLimits,
        boolean appArmor,
        OwnLimits limits) {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");
    private static final Path CGROUP_1_MEMORY = Path.of("/sys/fs/cgroup/memory");

    /** Returns that of this host. */
    public static HostKernel read() {
        return new HostKernel(
                System.getProperty("os.arch"),
                System.getProperty("os.version"),
                Files.exists(Path.of("/proc/self/ns/cgroup")),
                // Version 2 takes a limit of no swap also where there is none.
                !Files.exists(CGROUP_1_MEMORY)
                        || Files.exists(CGROUP_1_MEMORY.resolve("memory.memsw.limit_in_bytes")),
                hasAppArmor(),
                OwnLimits.read());
    }

    private static boolean hasAppArmor() {
        try {
            return Files.readString(Path.of("/sys/module/apparmor/parameters/enabled"))
                    .startsWith("Y");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns whether the kernel is of a version, or later.
     *
     * @param version {@code 4.8}
     */
    boolean isAtLeast(String version) {
        Matcher own = VERSION.matcher(release);
        Matcher asked = VERSION.matcher(version);
        if (!own.matches() || !asked.matches()) {
            return false;
        }
        int major = Integer.compare(number(own, 1), number(asked, 1));
        return major > 0 || major == 0 && number(own, 2) >= number(asked, 2);
    }

    private static int number(Matcher version, int group) {
        return Integer.parseInt(version.group(group));
    }
}
