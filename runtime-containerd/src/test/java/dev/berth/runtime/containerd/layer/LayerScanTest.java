package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.runtime.containerd.ContainerdHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LayerScanTest {
    @Test
    void refusesHolesInGnusOldFormatAsDockerDoes() {
        assertRefused(
                "its entry sparse is of type 'S'",
                new LayerTar().other('S', "sparse").at(257, "ustar  \0".getBytes()).end());
    }

    @Test
    void refusesTypesThatDockerDoesNotUnpack() {
        for (char type : "7ADMNVX".toCharArray()) {
            assertRefused(
                    "its entry odd is of type '" + type + "'",
                    new LayerTar().other(type, "odd").end());
        }
    }

    @Test
    void refusesEndlessExtensions() {
        assertRefused(
                "it has extension records of 1048577 bytes, more than 1048576;"
                        + " the limit is unpack.extension.max.bytes"
                        + " of dev.berth.runtime.containerd",
                new LayerTar().other('x', "pax").holding("x".repeat(1024 * 1024 + 1)).end());
    }

    private static void assertRefused(String why, LayerTar tar) {
        IOException e =
                assertThrows(
                        IOException.class,
                        () ->
                                BlobScan.read(
                                        new ByteArrayInputStream(tar.bytes()),
                                        ContainerdHost.DEFAULTS));
        assertEquals(why, e.getMessage());
    }
}
