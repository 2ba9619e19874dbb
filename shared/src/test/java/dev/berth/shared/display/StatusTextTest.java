package dev.berth.shared.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import dev.berth.testing.plugin.StatusFixture;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final StatusFixture ENABLED = StatusFixture.of(PluginState.ENABLED);
    private static final StatusFixture ENABLING = StatusFixture.of(PluginState.ENABLING);
    private static final StatusFixture DISABLED = StatusFixture.of(PluginState.DISABLED);

    @Test
    void saysHowLongAPluginIsUpAndWhetherItWasStartedAgain() {
        assertEquals("Up 5 minutes", text(ENABLED));
        assertEquals("Up 5 minutes (1 restart)", text(ENABLED.withRestarts(1)));
        assertEquals(
                "Up 5 minutes (12 restarts)",
                text(ENABLED.withRestarts(12).withLastExit(TaskExit.of(1))));
    }

    @Test
    void saysWithWhatAPluginEndedThatIsStartedAgain() {
        assertEquals(
                "Restarting (137) 5 minutes ago",
                text(ENABLING.withLastExit(TaskExit.of(137)).withProblem("it ended")));
        TaskExit starved = TaskExit.of(137).withOutOfMemory(true);
        assertEquals(
                "Restarting (137, out of memory) 5 minutes ago",
                text(ENABLING.withLastExit(starved).withProblem("it ended")));
    }

    @Test
    void saysWhyAPluginIsNotStarted() {
        assertEquals("Starting", text(ENABLING));
        assertEquals("Starting", text(ENABLING.withLastExit(TaskExit.of(143))));
        assertEquals(
                "Starting: it waits for a plugin runtime",
                text(ENABLING.withProblem("it waits for a plugin runtime")));
        assertEquals(
                "Failed: no such device",
                text(ENABLING.withRestarts(2).withProblem("no such device")));
        assertEquals(
                "Failed: it was not enabled", text(DISABLED.withProblem("it was not enabled")));
    }

    @Test
    void saysThatAPluginIsOff() {
        assertEquals("Disabled", text(DISABLED));
        assertEquals("Disabled", text(DISABLED.withLastExit(TaskExit.of(143))));
        assertEquals(
                "Failed: it crashed 10 times",
                text(StatusFixture.of(PluginState.FAILED).withProblem("it crashed 10 times")));
        assertEquals("Disabling", text(StatusFixture.of(PluginState.DISABLING)));
    }

    private static String text(PluginStatus status) {
        return StatusText.of(status, StatusFixture.SINCE.plusSeconds(300));
    }
}
