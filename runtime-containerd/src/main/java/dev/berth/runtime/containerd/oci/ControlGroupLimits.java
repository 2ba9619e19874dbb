package dev.berth.runtime.containerd.oci;

import dev.berth.runtime.containerd.oci.RuntimeSpec.Cpu;
import dev.berth.runtime.containerd.oci.RuntimeSpec.DeviceRule;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Memory;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Pids;
import dev.berth.runtime.containerd.oci.RuntimeSpec.Resources;
import dev.berth.spi.Confinement;
import java.util.List;

/**
 * The limits of a plugin's control group, in the words of version 1; an OCI runtime translates them
 * to version 2. Swap is limited together with memory: a plugin would only be moved there else.
 */
final class ControlGroupLimits {
    private static final long PERIOD_MICROSECONDS = 100_000;

    private ControlGroupLimits() {}

    static Resources of(Confinement confinement, HostKernel kernel, List<DeviceRule> devices) {
        return new Resources(
                devices,
                memory(confinement, kernel),
                cpu(confinement),
                confinement.pidsLimit().isPresent()
                        ? new Pids(confinement.pidsLimit().getAsLong())
                        : null);
    }

    private static Memory memory(Confinement confinement, HostKernel kernel) {
        if (confinement.memoryLimit().isEmpty()) {
            return null;
        }
        long limit = confinement.memoryLimit().getAsLong();
        return new Memory(limit, kernel.swapLimits() ? limit : null);
    }

    private static Cpu cpu(Confinement confinement) {
        if (confinement.milliCpusLimit().isEmpty()) {
            return null;
        }
        long thousandths = confinement.milliCpusLimit().getAsLong();
        return new Cpu(thousandths * PERIOD_MICROSECONDS / 1000, PERIOD_MICROSECONDS);
    }
}
