package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
    /** The texts are what Go's go-units makes of the seconds. */
    @ParameterizedTest
    @CsvSource({
        "-5, Less than a second",
        "0, Less than a second",
        "1, 1 second",
        "59, 59 seconds",
        "60, About a minute",
        "119, About a minute",
        "120, 2 minutes",
        "3599, 59 minutes",
        "3600, About an hour",
        "5399, About an hour",
        "5400, 2 hours",
        "169200, 47 hours",
        "171000, 2 days",
        "1206000, 13 days",
        "1209600, 2 weeks",
        "5180400, 8 weeks",
        "5184000, 2 months",
        "63068400, 24 months",
        "63071999, 1 years",
        "63072000, 2 years",
        "315360000, 10 years"
    })
    void saysAsMuchAsAPersonWantsToKnow(long seconds, String text) {
        assertEquals(text, HumanDuration.of(Duration.ofSeconds(seconds)));
    }
}
