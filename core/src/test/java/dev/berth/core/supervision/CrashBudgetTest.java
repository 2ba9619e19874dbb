package dev.berth.core.supervision;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashBudgetTest {
    private final CrashBudget budget = new CrashBudget();

    private boolean spend(long seconds, String count) {
        SupervisionPolicy policy =
                SupervisionPolicy.standard()
                        .with(Map.of("crash.budget", count, "crash.window", "10s"));
        return budget.spend(Duration.ofSeconds(seconds).toNanos(), policy);
    }

    @Test
    void isSpentByCrashesWithinTheWindow() {
        assertFalse(spend(0, "3"));
        assertFalse(spend(5, "3"));
        assertTrue(spend(10, "3"));
    }

    @Test
    void forgetsCrashesBeforeTheWindow() {
        assertFalse(spend(0, "3"));
        assertFalse(spend(5, "3"));
        assertFalse(spend(11, "3"));
        assertTrue(spend(12, "3"));
        budget.reset();
        assertFalse(spend(13, "3"));
    }

    @Test
    void isWithoutEndIfItIsZero() {
        for (int i = 0; i < 1000; i++) {
            assertFalse(spend(0, "0"));
        }
        assertTrue(spend(0, "1"));
    }
}
