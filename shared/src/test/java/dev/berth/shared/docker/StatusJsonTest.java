package dev.berth.shared.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginState;
import dev.berth.plugin.TaskExit;
import dev.berth.testing.plugin.StatusFixture;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
    @Test
    void leavesOutWhatDidNotHappen() {
        assertEquals(
                "{\"State\":\"enabled\",\"Since\":\"2026-11-01T12:00:00Z\",\"Restarts\":0}",
                StatusJson.of(StatusFixture.of(PluginState.ENABLED)).toString());
    }

    @Test
    void showsThatAPluginIsInACrashLoopAndWhy() {
        assertEquals(
                "{\"State\":\"enabling\",\"Since\":\"2026-11-01T12:00:00.123456789Z\",\"Restarts\":7,\"ExitCode\":3,\"Problem\":\"it"
                    + " ended with exit code 3\"}",
                StatusJson.of(
                                StatusFixture.of(PluginState.ENABLING)
                                        .withSince(Instant.parse("2026-11-01T12:00:00.123456789Z"))
                                        .withRestarts(7)
                                        .withLastExit(TaskExit.of(3))
                                        .withProblem("it ended with exit code 3"))
                        .toString());
    }

    @Test
    void namesTheSignalThatEndedIt() {
        assertEquals(
                "{\"State\":\"disabled\",\"Since\":\"2026-11-01T12:00:00Z\",\"Restarts\":0,"
                        + "\"ExitCode\":137,\"Signal\":9}",
                StatusJson.of(StatusFixture.of(PluginState.DISABLED).withLastExit(TaskExit.of(137)))
                        .toString());
    }

    @Test
    void namesTheHoldersOfLeases() {
        assertEquals(
                "{\"State\":\"enabled\",\"Since\":\"2026-11-01T12:00:00Z\",\"Restarts\":0,"
                        + "\"Holders\":[\"volume a\",\"volume b\"]}",
                StatusJson.of(
                                StatusFixture.of(PluginState.ENABLED)
                                        .withHolders("volume a", "volume b"))
                        .toString());
    }

    @Test
    void saysThatItWasOutOfMemory() {
        TaskExit exit = TaskExit.of(137).withOutOfMemory(true);
        assertEquals(
                "{\"State\":\"failed\",\"Since\":\"2026-11-01T12:00:00Z\",\"Restarts\":0,"
                        + "\"ExitCode\":137,\"Signal\":9,\"OOMKilled\":true}",
                StatusJson.of(StatusFixture.of(PluginState.FAILED).withLastExit(exit)).toString());
    }
}
