package dev.berth.shared.word;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "1m30s,90000", "2h,7200000", "1h1m1s1ms,3661001"})
    void isReadAndWritten(String text, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), DurationText.parse(text));
        assertEquals(text, DurationText.of(Duration.ofMillis(millis)));
    }

    @Test
    void mayBeZero() {
        assertEquals(Optional.of(Duration.ZERO), DurationText.parse("0"));
        assertEquals(Optional.of(Duration.ZERO), DurationText.parse("0s"));
        assertEquals("0s", DurationText.of(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "1.5s", "5s1m", "5 s", "1234567s", "5S", "1d"})
    void isNothingElse(String text) {
        assertEquals(Optional.empty(), DurationText.parse(text));
    }
}
