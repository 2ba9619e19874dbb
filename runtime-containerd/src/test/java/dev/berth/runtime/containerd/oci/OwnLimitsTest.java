package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Programs;
import java.io.IOException;
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
        Map<String, BigInteger> highest =
                Map.of(
                        "RLIMIT_CPU",
                        ResourceLimits.UNLIMITED,
                        "RLIMIT_NOFILE",
                        BigInteger.valueOf(20_000));
        assertEquals(
                new OwnLimits(highest, 500),
                OwnLimits.parse("CapEff:\t000001fffeffffff\n", LIMITS, "1048576", "500"));
    }

    @Test
    void areWhatThisProcessHas() throws IOException, InterruptedException {
        BigInteger kernels = new BigInteger(Programs.run("cat", "/proc/sys/fs/nr_open").strip());
        BigInteger read = OwnLimits.read().highest().get("RLIMIT_NOFILE");
        assertTrue(read.compareTo(BigInteger.valueOf(64)) > 0, read.toString());
        assertTrue(read.compareTo(kernels) <= 0, read.toString());
    }

    @Test
    void areTheKernelsOnlyForWhoCanRaiseThem() {
        assertEquals(
                new OwnLimits(Map.of("RLIMIT_NOFILE", BigInteger.valueOf(65_536)), -1000),
                OwnLimits.parse("CapEff:\t000001ffffffffff\n", LIMITS, "65536", "500"));
    }
}
