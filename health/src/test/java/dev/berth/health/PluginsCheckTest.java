package dev.berth.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.StatusFixture;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class PluginsCheckTest {
    private static final PluginFixture PLUGIN = PluginFixture.of("acme/vol:1");

    private static Plugin wanted(StatusFixture status) {
        return PLUGIN.withStatus(true, status);
    }

    private static Result check(Plugin... plugins) {
        return new PluginsCheck(() -> List.of(plugins)).execute();
    }

    private static Result restarts(Plugin... plugins) {
        return new RestartsCheck(() -> List.of(plugins)).execute();
    }

    @Test
    void isGoodWhileAllThatIsWantedRuns() {
        Plugin unwanted =
                PLUGIN.withStatus(false, StatusFixture.of(PluginState.DISABLED).withProblem("x"));
        assertEquals(Result.Status.OK, check().getStatus());
        assertEquals(
                Result.Status.OK,
                check(wanted(StatusFixture.of(PluginState.ENABLED)), unwanted).getStatus());
    }

    @Test
    void isUnavailableWhileOneIsOnItsWay() {
        Result result =
                check(
                        wanted(StatusFixture.of(PluginState.ENABLED)),
                        wanted(StatusFixture.of(PluginState.ENABLING).withProblem("exit code 7")));
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, result.getStatus());
        assertTrue(result.toString().contains("acme/vol:1"), result.toString());
        assertTrue(result.toString().contains("exit code 7"), result.toString());
    }

    @Test
    void isCriticalWhenOneIsGivenUpOrDown() {
        for (PluginState state : List.of(PluginState.FAILED, PluginState.DISABLED)) {
            Result result =
                    check(
                            wanted(StatusFixture.of(PluginState.ENABLING)),
                            wanted(StatusFixture.of(state).withProblem("a\nb")));
            assertEquals(Result.Status.CRITICAL, result.getStatus());
            result.forEach(entry -> assertTrue(!entry.getMessage().contains("\n")));
        }
    }

    @Test
    void warnsOfRestarts() {
        StatusFixture again = StatusFixture.of(PluginState.ENABLED).withRestarts(2);
        Plugin plugin =
                PLUGIN.withSupervision(Map.of("crash.budget", "5", "crash.window", "10m"))
                        .withStatus(true, again);
        Result result = restarts(plugin);
        assertEquals(Result.Status.WARN, result.getStatus());
        assertTrue(result.toString().contains("2 times"), result.toString());
        assertTrue(result.toString().contains("crash 5 times within 10m"), result.toString());
        assertEquals(
                Result.Status.OK,
                restarts(
                                wanted(StatusFixture.of(PluginState.ENABLED)),
                                PLUGIN.withStatus(false, again))
                        .getStatus());
    }
}
