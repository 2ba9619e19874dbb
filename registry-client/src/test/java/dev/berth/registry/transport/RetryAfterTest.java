package dev.berth.registry.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void countsSeconds() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.parse(" 120 ", NOW));
    }

    @Test
    void namesATime() {
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                RetryAfter.parse("Tue, 24 Nov 2026 10:00:30 GMT", NOW));
    }

    @Test
    void thatLiesInThePastMeansNow() {
        assertEquals(
                Optional.of(Duration.ZERO), RetryAfter.parse("Tue, 24 Nov 2026 09:00:00 GMT", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1 hour", "0x10"})
    void thatSaysNothingIsNotHeard(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "-5,0",
        "1.2,2",
        "99999999999,99999999999",
        "1e400,9223372036854775807",
        "99999999999999999999999,9223372036854775807"
    })
    void isClampedWhateverTheNumber(String header, long seconds) {
        assertEquals(
                Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(header, Instant.EPOCH));
    }
}
