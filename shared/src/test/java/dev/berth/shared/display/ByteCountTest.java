package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {
    /** The texts are what Go's go-units makes of the numbers. */
    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "999, 999B",
        "1000, 1kB",
        "1500, 1.5kB",
        "12345, 12.35kB",
        "20485, 20.48kB",
        "32768, 32.77kB",
        "123550, 123.5kB",
        "999949, 999.9kB",
        "999950, 1000kB",
        "999999, 1000kB",
        "1000500, 1MB",
        "21130000, 21.13MB",
        "9223372036854775807, 9.223EB"
    })
    void hasFourDigitsAndADecimalUnit(long bytes, String text) {
        assertEquals(text, ByteCount.of(bytes));
    }
}
