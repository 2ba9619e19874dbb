package dev.berth.core.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.SettingNotSettableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisionChangeTest {
    private static Map<String, String> apply(Map<String, String> before, String... settings) {
        return SupervisionChange.apply(before, List.of(settings));
    }

    @Test
    void setsWordsAndTakesThemBack() {
        Map<String, String> set = apply(Map.of(), "@health.interval=2s", "A=b", "@crash.budget=0");
        assertEquals(Map.of("health.interval", "2s", "crash.budget", "0"), set);
        assertEquals(
                Map.of("crash.budget", "3"), apply(set, "@health.interval=", "@crash.budget=3"));
        assertEquals(Map.of(), apply(set, "@health.interval", "@crash.budget"));
    }

    @Test
    void isOnlyOfWhatBeginsWithItsMark() {
        assertTrue(SupervisionChange.matches("@health.probe=http"));
        assertFalse(SupervisionChange.matches("health.probe=http"));
        assertFalse(SupervisionChange.matches("A=@b"));
        assertFalse(SupervisionChange.matches(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@health.interval=0s",
                "@health.interval=25h",
                "@health.threshold=0",
                "@health.threshold=1001",
                "@health.probe=maybe",
                "@health.method=/a b",
                "@crash.budget=-1",
                "@stop.timeout=soon"
            })
    void refusesWrongValuesAndSaysWhatIsRight(String setting) {
        SettingNotSettableException refusal =
                assertThrows(SettingNotSettableException.class, () -> apply(Map.of(), setting));
        assertTrue(refusal.getMessage().contains("\" must be "), refusal.getMessage());
    }

    @Test
    void refusesUnknownWordsAndNamesTheKnown() {
        SettingNotSettableException refusal =
                assertThrows(
                        SettingNotSettableException.class, () -> apply(Map.of(), "@health=5s"));
        assertTrue(refusal.getMessage().startsWith("\"@health\" is not known"));
        assertTrue(refusal.getMessage().contains("@health.interval, "), refusal.getMessage());
    }
}
