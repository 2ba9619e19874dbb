package dev.berth.runtime.containerd.oci;

import java.nio.file.Path;
import java.util.List;

/**
 * What of the host goes into a plugin's runtime specification, as {@link HostLookup} found it.
 *
 * @param mounts the settings' mounts, their sources there
 * @param devices the devices behind the settings' paths
 * @param networkFiles the host's files that plugins with a network see too
 * @param cgroup the control group's path
 * @param kernel what the kernel has
 */
public record HostFacts(
        List<RuntimeSpec.Mount> mounts,
        List<HostDevice> devices,
        List<Path> networkFiles,
        String cgroup,
        HostKernel kernel) {
    public HostFacts {
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
        networkFiles = List.copyOf(networkFiles);
    }
}
