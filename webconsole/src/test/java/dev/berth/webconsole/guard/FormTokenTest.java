package dev.berth.webconsole.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormTokenTest {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final FormToken tokens = new FormToken(() -> now);

    private void refused(String token, String user) {
        assertThrows(ForgedRequestException.class, () -> tokens.require(token, user));
    }

    @Test
    void isTheUsersAndOfThisStart() {
        String token = tokens.of("ann");
        assertDoesNotThrow(() -> tokens.require(token, "ann"));
        refused(token, "bob");
        refused(token, "");
        refused("", "ann");
        refused(token + "A", "ann");
        refused(new FormToken(() -> now).of("ann"), "ann");
    }

    @Test
    void holdsForHalfADayAtLeastAndForADayAtMost() {
        String token = tokens.of("ann");
        now = now.plus(Duration.ofHours(24)).minusSeconds(1);
        assertDoesNotThrow(() -> tokens.require(token, "ann"));
        now = now.plusSeconds(1);
        refused(token, "ann");
    }
}
