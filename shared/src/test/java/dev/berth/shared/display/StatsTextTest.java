package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StatsTextTest {
    @Test
    void writesSizesAsDockerStatsDoes() {
        assertEquals("0B", StatsText.size(0));
        assertEquals("1023B", StatsText.size(1023));
        assertEquals("1.0KiB", StatsText.size(1024));
        assertEquals("37.4MiB", StatsText.size(39_216_742));
        assertEquals("8388608.0TiB", StatsText.size(Long.MAX_VALUE));
    }

    @Test
    void writesPartsOfAWhole() {
        assertEquals("12.50%", StatsText.percent(1, 8));
        assertEquals("200.00%", StatsText.percent(2, 1));
    }
}
