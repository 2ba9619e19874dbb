package dev.berth.driver.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static LogEntry entry() {
        return LogEntry.of("stdout", Instant.EPOCH, new byte[] {1});
    }

    @Test
    void isEqualToOneOfTheSameContent() {
        assertEquals(entry(), entry());
        assertEquals(entry().hashCode(), entry().hashCode());
        assertNotEquals(entry(), LogEntry.of("stdout", Instant.EPOCH, new byte[] {2}));
        assertNotEquals(entry(), entry().withPartial(true));
        assertNotEquals(entry().withPartial(true), part());
    }

    private static LogEntry part() {
        return entry().withPartialLog(PartialLog.of("i", 1, false));
    }

    @Test
    void isPartialIfItIsKnownWhichPart() {
        assertTrue(part().partial());
        assertEquals(Optional.of(PartialLog.of("i", 1, false)), part().partialLog());
        assertFalse(part().withPartial(false).partialLog().isPresent());
    }

    @Test
    void hasATimeThatCanBeSent() {
        byte[] line = {};
        assertThrows(DateTimeException.class, () -> LogEntry.of("", Instant.MAX, line));
        assertThrows(DateTimeException.class, () -> LogEntry.of("", Instant.MIN, line));
    }

    @Test
    void readsAllUnlessToldOtherwise() {
        assertEquals(ReadConfig.all(), ReadConfig.all().withFollow(false));
        assertNotEquals(ReadConfig.all(), ReadConfig.all().withTail(0));
        assertThrows(IllegalArgumentException.class, () -> ReadConfig.all().withTail(-1));
    }
}
