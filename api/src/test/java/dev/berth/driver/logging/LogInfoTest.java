package dev.berth.driver.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LogInfoTest {
    private static final List<UnaryOperator<LogInfo>> WITHERS =
            List.of(
                    i -> i.withConfig(Map.of("a", "b")),
                    i -> i.withContainerName("/c"),
                    i -> i.withEntrypoint("sh"),
                    i -> i.withArguments(List.of("-c")),
                    i -> i.withImageId("i"),
                    i -> i.withImageName("n"),
                    i -> i.withCreated(Instant.EPOCH),
                    i -> i.withEnvironment(List.of("A=secret")),
                    i -> i.withLabels(Map.of("l", "m")),
                    i -> i.withLogPath("/p"),
                    i -> i.withDaemonName("docker"));

    @Test
    void keepsEachField() {
        LogInfo info = all();
        assertEquals("id", info.containerId());
        assertEquals(Map.of("a", "b"), info.config());
        assertEquals("/c", info.containerName());
        assertEquals("sh", info.entrypoint());
        assertEquals(List.of("-c"), info.arguments());
        assertEquals("i", info.imageId());
        assertEquals("n", info.imageName());
        assertEquals(Optional.of(Instant.EPOCH), info.created());
        assertEquals(List.of("A=secret"), info.environment());
        assertEquals(Map.of("l", "m"), info.labels());
        assertEquals("/p", info.logPath());
        assertEquals("docker", info.daemonName());
    }

    @Test
    void isEqualToOneOfTheSameContent() {
        assertEquals(all(), all());
        assertEquals(all().hashCode(), all().hashCode());
        for (UnaryOperator<LogInfo> wither : WITHERS) {
            assertNotEquals(LogInfo.of("id"), wither.apply(LogInfo.of("id")));
        }
    }

    @Test
    void doesNotShowItsEnvironment() {
        assertFalse(all().toString().contains("secret"));
    }

    @Test
    void namesWhatMustNotBeNull() {
        assertThrows(NullPointerException.class, () -> LogInfo.of(null), "containerId");
        assertThrows(NullPointerException.class, () -> all().withConfig(null), "config");
        assertThrows(NullPointerException.class, () -> all().withCreated(null), "created");
    }

    private static LogInfo all() {
        LogInfo info = LogInfo.of("id");
        for (UnaryOperator<LogInfo> wither : WITHERS) {
            info = wither.apply(info);
        }
        return info;
    }
}
