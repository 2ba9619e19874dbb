package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostKernelTest {

    @ParameterizedTest
    @CsvSource({
        "4.8.0, true",
        "4.7.9, false",
        "4.10.0-generic, true",
        "3.18, false",
        "6.1.0-rc1+deb12, true",
        "what, false",
        "'', false"
    })
    void comparesVersions(String release, boolean expected) {
        assertEquals(
                expected,
                new HostKernel("amd64", release, true, true, false, OwnLimits.NONE)
                        .isAtLeast("4.8"));
    }

    @Test
    void readsThatOfThisHost() {
        HostKernel kernel = HostKernel.read();
        assertEquals(System.getProperty("os.arch"), kernel.architecture());
        assertEquals(true, kernel.isAtLeast("2.6"));
    }
}
