package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnLimitsTest {
    private static final String LIMITS =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max open files            1024                 20000                files
            Max nice priority         0                    0
            """;

    @Test
    void areTheHighestWithoutTheCapabilityToRaiseThem() {
        assertEquals(
                Map.of(
                        "RLIMIT_CPU",
                        ResourceLimits.UNLIMITED,
                        "RLIMIT_NOFILE",
                        BigInteger.valueOf(20_000)),
                OwnLimits.parse("CapEff:\t000001fffeffffff\n", LIMITS, "1048576"));
    }

    @Test
    void areTheKernelsOnlyForWhoCanRaiseThem() {
        assertEquals(
                Map.of("RLIMIT_NOFILE", BigInteger.valueOf(65_536)),
                OwnLimits.parse("CapEff:\t000001ffffffffff\n", LIMITS, "65536"));
    }
}
