package dev.berth.runtime.containerd.oci;

import dev.berth.runtime.containerd.oci.RuntimeSpec.Rlimit;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * The limits of setrlimit(2) that a plugin's process begins with. What is not set is inherited from
 * containerd's shim, and so from whatever started the engine. That of files is what Docker's own
 * service has and hands on to its plugins; the others are the kernel's defaults.
 */
final class ResourceLimits {
    static final BigInteger UNLIMITED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private static final List<Rlimit> WANTED =
            List.of(
                    unlimited("RLIMIT_AS"),
                    // None is written unless the plugin asks for it: it would hold its secrets.
                    new Rlimit("RLIMIT_CORE", BigInteger.ZERO, UNLIMITED),
                    unlimited("RLIMIT_CPU"),
                    unlimited("RLIMIT_DATA"),
                    unlimited("RLIMIT_FSIZE"),
                    same("RLIMIT_MEMLOCK", 8 << 20),
                    same("RLIMIT_NOFILE", 1 << 20),
                    unlimited("RLIMIT_NPROC"),
                    new Rlimit("RLIMIT_STACK", BigInteger.valueOf(8 << 20), UNLIMITED));

    private ResourceLimits() {}

    /**
     * Returns the limits.
     *
     * @param highest what none may be above, by type: only who has {@code CAP_SYS_RESOURCE} can
     *     raise one above its own
     */
    static List<Rlimit> of(Map<String, BigInteger> highest) {
        return WANTED.stream()
                .map(limit -> lowered(limit, highest.getOrDefault(limit.type(), UNLIMITED)))
                .toList();
    }

    private static Rlimit lowered(Rlimit limit, BigInteger highest) {
        return new Rlimit(limit.type(), limit.soft().min(highest), limit.hard().min(highest));
    }

    private static Rlimit unlimited(String type) {
        return new Rlimit(type, UNLIMITED, UNLIMITED);
    }

    private static Rlimit same(String type, long value) {
        return new Rlimit(type, BigInteger.valueOf(value), BigInteger.valueOf(value));
    }
}
