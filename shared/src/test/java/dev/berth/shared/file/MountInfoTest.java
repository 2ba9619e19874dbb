package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountInfoTest {
    private static final MountInfo INFO =
            new MountInfo("26 1 / /\n40 26 /a /a\n41 40 /b /a/b /a\n126 1 /c /c");

    @Test
    void findsALineOnceHoweverOftenItHasAWord() {
        assertEquals(List.of("40 26 /a /a", "41 40 /b /a/b /a"), INFO.linesWith("/a"));
        assertEquals(List.of("126 1 /c /c"), INFO.linesWith("/c"));
        assertEquals(List.of(), INFO.linesWith("/d"));
    }

    @Test
    void findsALineByItsWholeNumber() {
        assertEquals(Optional.of("26 1 / /"), INFO.lineOf("26"));
        assertEquals(Optional.of("40 26 /a /a"), INFO.lineOf("40"));
        assertEquals(Optional.of("126 1 /c /c"), INFO.lineOf("126"));
        assertEquals(Optional.empty(), INFO.lineOf("6"));
        assertEquals(Optional.empty(), INFO.lineOf("1"));
    }

    @Test
    void hasNothingInAnEmptyText() {
        assertEquals(List.of(), new MountInfo("").linesWith("/a"));
        assertEquals(Optional.empty(), new MountInfo("").lineOf("1"));
    }
}
