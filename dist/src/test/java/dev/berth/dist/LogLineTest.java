package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void isOneLineThatATerminalPrintsAsItIs() {
        String line =
                LogLine.of(
                        Instant.EPOCH,
                        "WARN",
                        "dev.berth.core",
                        "plugin said \u001b[2J\u202e\n2026-01-01 ERROR forged\n");
        assertTrue(
                line.endsWith(
                        " WARN  dev.berth.core: plugin said \\u001b[2J\\u202e 2026-01-01 ERROR"
                                + " forged"),
                line);
    }
}
