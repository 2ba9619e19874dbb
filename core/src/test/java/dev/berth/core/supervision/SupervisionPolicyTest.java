package dev.berth.core.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisionPolicyTest {
    private static final SupervisionPolicy STANDARD = SupervisionPolicy.standard();

    @Test
    void hasAValueForEachWord() {
        assertEquals(
                List.of(SupervisionWord.values()).stream().map(SupervisionWord::key).toList(),
                List.copyOf(STANDARD.words().keySet()));
        for (SupervisionWord word : SupervisionWord.values()) {
            assertEquals(true, word.form().accepts(STANDARD.words().get(word.key())), word.key());
        }
        assertEquals(ProbeKind.CONNECT, STANDARD.probe());
        assertEquals(Duration.ofSeconds(10), STANDARD.stopLimit());
        assertEquals(10, STANDARD.crashBudget());
    }

    @Test
    void writesEachValueInOneWay() {
        Map<String, String> words =
                STANDARD.with(Map.of("crash.window", "90s", "stop.timeout", "0")).words();
        assertEquals("1m30s", words.get("crash.window"));
        assertEquals("0s", words.get("stop.timeout"));
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        SupervisionPolicy policy =
                STANDARD.with(Map.of("later", "1", "health.interval", "x", "crash.budget", "7"));
        assertEquals(Duration.ofSeconds(10), policy.probeInterval());
        assertEquals(7, policy.crashBudget());
        assertEquals("7", policy.words().get("crash.budget"));
    }

    @Test
    void takesTheStartLimitFromWhatIsSetThenAskedThenItsOwn() {
        Map<String, String> set = Map.of("start.timeout", "2m");
        Duration asked = Duration.ofSeconds(5);
        assertEquals(Duration.ofMinutes(2), STANDARD.with(set).startLimit(set, asked));
        assertEquals(asked, STANDARD.startLimit(Map.of(), asked));
        assertEquals(Duration.ofSeconds(30), STANDARD.startLimit(Map.of(), Duration.ZERO));
    }
}
