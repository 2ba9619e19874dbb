package dev.berth.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeArgumentTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static Optional<Instant> parse(String text) throws CommandFailure {
        return TimeArgument.parse("--since", text, NOW, ZoneOffset.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1700000000.5, 2023-11-14T22:13:20.5Z",
        "1h30m, 2026-01-31T06:30:00Z",
        "-10s, 2026-01-31T08:00:10Z",
        "2026-01-01T10:00:00Z, 2026-01-01T10:00:00Z",
        "2026-01-01T10:00:00+02:00, 2026-01-01T08:00:00Z",
        "2026-01-01T10:00:00, 2026-01-01T09:00:00Z",
        "2026-01-01T10:00, 2026-01-01T09:00:00Z",
        "2026-01-01, 2025-12-31T23:00:00Z",
    })
    void readsWhatDockerReads(String text, Instant expected) throws Exception {
        assertEquals(Optional.of(expected), parse(text));
    }

    @Test
    void nothingIsNoTime() throws Exception {
        assertEquals(Optional.empty(), parse(""));
    }
}
