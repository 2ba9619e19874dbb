package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgressBarTest {

    @Test
    void looksLikeDockers() {
        assertEquals(
                "[>" + " ".repeat(50) + "]  32.77kB/2.065MB",
                ProgressBar.FULL.of(32_768, 2_064_895));
        assertEquals(
                "[" + "=".repeat(25) + ">" + " ".repeat(25) + "]     500B/1kB",
                ProgressBar.FULL.of(500, 1000));
        assertEquals("[" + "=".repeat(50) + ">]     419B/419B", ProgressBar.FULL.of(419, 419));
    }

    @Test
    void isOnlyANumberWhenTheTotalIsUnknown() {
        assertEquals(" 32.77kB", ProgressBar.FULL.of(32_768, 0));
        assertEquals("", ProgressBar.FULL.of(0, 0));
    }

    @Test
    void leavesATotalOutThatIsTooSmall() {
        assertEquals("[" + "=".repeat(50) + ">]      2kB", ProgressBar.FULL.of(2000, 1000));
    }

    @Test
    void fitsIntoTheTerminal() {
        assertEquals(50, ProgressBar.fitting(200).width());
        assertEquals(28, ProgressBar.fitting(80).width());
        assertEquals(10, ProgressBar.fitting(20).width());
    }
}
