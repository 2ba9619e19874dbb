package dev.berth.shared.protocol.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.PartialLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineEndTest {

    @Test
    void isSentAfterAWholeLineAndTakenAwayWhereItIsRead() {
        LogEntry entry = entry("done");
        LogEntry sent = LineEnd.with(entry);
        assertEquals("done\n", text(sent));
        assertEquals(entry, LineEnd.without(sent));
        assertSame(sent, LineEnd.with(sent));
        assertSame(entry, LineEnd.without(entry));
        assertEquals("\n", text(LineEnd.with(entry(""))));
        assertEquals("", text(LineEnd.without(entry("\n"))));
    }

    @Test
    void isNotOfAPartOfALine() {
        LogEntry part =
                entry("half").withPartial(true).withPartialLog(PartialLog.of("id", 1, false));
        assertSame(part, LineEnd.with(part));
        LogEntry last =
                LineEnd.without(entry("rest\n").withPartialLog(PartialLog.of("id", 2, true)));
        assertEquals(PartialLog.of("id", 2, true), last.partialLog().orElseThrow());
    }

    private static LogEntry entry(String line) {
        return LogEntry.of("stdout", Instant.EPOCH, line.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(LogEntry entry) {
        return new String(entry.line(), StandardCharsets.UTF_8);
    }
}
