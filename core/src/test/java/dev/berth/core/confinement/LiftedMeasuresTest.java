package dev.berth.core.confinement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiftedMeasuresTest {
    private static final ConfinementPolicy STANDARD = ConfinementPolicy.standard();

    private static List<String> lifted(Map<String, String> before, Map<String, String> after) {
        return LiftedMeasures.of(STANDARD, STANDARD.with(before), STANDARD.with(after)).stream()
                .flatMap(privilege -> privilege.value().stream())
                .toList();
    }

    @Test
    void areThoseThatLeaveMoreThanTheDefault() {
        Privilege privilege =
                LiftedMeasures.of(
                                STANDARD,
                                STANDARD,
                                STANDARD.with(
                                        Map.of(
                                                "security.seccomp", "log",
                                                "security.no-new-privileges", "false",
                                                "limit.pids", "-1",
                                                "limit.shm", "1g")))
                        .get(0);
        assertEquals("confinement", privilege.name());
        assertEquals(
                List.of(
                        "@limit.pids=unlimited",
                        "@limit.shm=1g",
                        "@security.seccomp=log",
                        "@security.no-new-privileges=false"),
                privilege.value());
    }

    @Test
    void areNoneOfThoseThatLeaveLess() {
        assertEquals(
                List.of(),
                lifted(
                        Map.of(),
                        Map.of(
                                "limit.pids", "5",
                                "limit.memory", "64m",
                                "security.read-only", "true",
                                "security.cap-drop", "all")));
        assertEquals(List.of(), lifted(Map.of("limit.memory", "64m"), Map.of()), "the default");
    }

    @Test
    void areOnlyThoseThatAreNew() {
        Map<String, String> before = Map.of("security.seccomp", "log", "limit.pids", "1000");
        assertEquals(
                List.of("@limit.pids=2000"),
                lifted(before, Map.of("security.seccomp", "unconfined", "limit.pids", "2000")));
        assertEquals(List.of(), lifted(before, Map.of("limit.pids", "600")));
    }
}
