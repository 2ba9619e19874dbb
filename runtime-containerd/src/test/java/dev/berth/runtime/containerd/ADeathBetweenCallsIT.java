package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.runtime.containerd.FaultyEngine.Action;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.ForkedJvm;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An engine dies at each moment of each call to containerd of a start, an attachment, a stop and a
 * clearance. The next engine attaches or starts, and ends with nothing left; or it clears.
 */
class ADeathBetweenCallsIT {
    private static final int MORE_CALLS_THAN_ANY_ACTION = 40;
    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @BeforeAll
    static void makeFolders() throws IOException {
        HOST.newFolder("s");
        HOST.newFolder("data");
    }

    @Test
    void ofAStartLeavesAPluginThatCanBeStarted() throws Exception {
        int calls = 0;
        while (dies(Action.START, Moment.SENT, calls + 1)) {
            calls++;
            startsAgain();
        }
        assertTrue(calls >= 7, "calls: " + calls);
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void atEachMomentOfEachActionLeavesNothingThatCannotBeCleared(Action action) throws Exception {
        for (Moment moment : Moment.values()) {
            for (int call = 1; dies(action, moment, call); call++) {
                startsAgain();
                assertTrue(dies(action, moment, call));
                isCleared();
            }
            isCleared();
        }
    }

    private static boolean dies(Action action, Moment moment, int call) throws Exception {
        assertTrue(call < MORE_CALLS_THAN_ANY_ACTION);
        ForkedJvm engine =
                ForkedJvm.start(
                        FaultyEngine.class,
                        HOST.folder().toString(),
                        action.name(),
                        moment.name(),
                        Integer.toString(call));
        int code = engine.await();
        assertTrue(code == 0 || code == FaultyEngine.DIED, () -> "exit code " + code);
        return code == FaultyEngine.DIED;
    }

    private static void startsAgain() throws Exception {
        PluginLaunch launch = FaultyEngine.launch(HOST.folder());
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            Optional<PluginTask> left = next.attach(launch);
            PluginTask task = left.isPresent() ? left.get() : next.start(launch);
            task.stop(GRACE);
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }

    private static void isCleared() throws Exception {
        ContainerdRuntime next = HOST.newRuntime(new RecordingLog());
        try {
            for (String id : next.ids()) {
                next.clear(id);
            }
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }
}
