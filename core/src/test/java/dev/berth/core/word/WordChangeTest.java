package dev.berth.core.word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.plugin.error.SettingNotSettableException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordChangeTest {
    private static final WordChange WORDS =
            new WordChange(
                    Stream.of(SupervisionPolicy.WORDS, ConfinementPolicy.WORDS)
                            .flatMap(List::stream)
                            .toList());

    private static Map<String, String> apply(Map<String, String> before, String... settings) {
        return WORDS.apply(before, List.of(settings));
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
        assertTrue(WordChange.matches("@health.probe=http"));
        assertFalse(WordChange.matches("health.probe=http"));
        assertFalse(WordChange.matches("A=@b"));
        assertFalse(WordChange.matches(""));
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
                "@stop.timeout=soon",
                "@limit.pids=0",
                "@limit.pids=4194305",
                "@limit.pids=many",
                "@limit.memory=5m",
                "@limit.memory=1.5g",
                "@limit.memory=9999999999g",
                "@limit.cpus=0",
                "@limit.cpus=0.001",
                "@limit.cpus=-2",
                "@limit.shm=1k",
                "@limit.shm=unlimited",
                "@security.seccomp=/tmp/profile.json",
                "@security.seccomp=Unconfined",
                "@security.no-new-privileges=no",
                "@security.read-only=1",
                "@security.cap-drop=SYS_ADMIN",
                "@security.cap-drop=MKNOD,,KILL",
                "@security.apparmor=a b"
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
