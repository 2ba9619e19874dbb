package dev.berth.runtime.containerd.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HostDeviceTest {

    @Test
    void hasMajorAndMinorInOneByteEach() {
        assertEquals(10, HostDevice.major(0x0ae5));
        assertEquals(229, HostDevice.minor(0x0ae5));
    }

    @Test
    void hasTheirHigherBitsFurtherUp() {
        // Major 0x126ab, minor 0x345cd.
        long device = 0x12000L << 32 | 0x345L << 20 | 0x6ab << 8 | 0xcd;
        assertEquals(0x126ab, HostDevice.major(device));
        assertEquals(0x345cd, HostDevice.minor(device));
    }
}
