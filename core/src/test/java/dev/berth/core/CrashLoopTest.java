package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that dies again and again shows that it does. */
class CrashLoopTest {
    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    /** Returns once what was in line before has been done. */
    private void awaitQueue() {
        assertThrows(PluginEnabledException.class, () -> host.manager.set("x", List.of()).await());
    }

    private PluginStatus status() {
        return host.manager.find("x").status();
    }

    @Test
    void isNoneWhileNothingHasHappened() throws Exception {
        Instant before = Instant.now();
        host.install("x");
        PluginStatus installed = status();
        assertEquals(PluginState.DISABLED, installed.state());
        assertFalse(installed.since().isBefore(before), installed.toString());
        assertEquals(0, installed.restarts());
        assertEquals(Optional.empty(), installed.lastExit());
        assertEquals(Optional.empty(), installed.problem());
        PluginStatus enabled = host.manager.enable("x", EnableOptions.DEFAULT).await().status();
        assertEquals(PluginState.ENABLED, enabled.state());
        assertFalse(enabled.since().isBefore(installed.since()), enabled.toString());
        assertEquals(0, enabled.restarts());
        assertEquals(Optional.empty(), enabled.lastExit());
    }

    @Test
    void countsRestartsAndRemembersTheLastEnd() throws Exception {
        Plugin plugin = host.enabled("x");
        for (int death = 1; death <= 3; death++) {
            host.runtime.die(plugin.id(), 128 + death);
            host.event(PluginEvent.Kind.RESTART);
            PluginStatus status = status();
            assertEquals(PluginState.ENABLED, status.state());
            assertEquals(death, status.restarts());
            TaskExit exit = status.lastExit().orElseThrow();
            assertEquals(128 + death, exit.code());
            assertEquals(OptionalInt.of(death), exit.signal());
            assertEquals(List.of("last words"), exit.lastOutput());
            assertEquals(Optional.empty(), status.problem());
        }
    }

    @Test
    void showsItsProblemWhileItWaits() throws Exception {
        Plugin plugin = host.enabled("x");
        CountDownLatch starting = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    throw new PluginRuntimeException("no key", 3, List.of("no", "key"));
                };
        host.runtime.die(plugin.id(), 137);
        host.event(PluginEvent.Kind.DIE);
        assertTrue(host.manager.find("x").enabled(), "the user still wants it");
        starting.await();
        awaitQueue();
        PluginStatus status = status();
        assertEquals(PluginState.ENABLING, status.state());
        assertEquals(Optional.of("no key\n  no\n  key"), status.problem());
        assertEquals(
                Optional.of(TaskExit.of(3).withLastOutput(List.of("no", "key"))),
                status.lastExit());
        assertTrue(status.restarts() >= 1, status.toString());
    }

    @Test
    void goesOnSinceItBegan() throws Exception {
        Plugin plugin = host.enabled("x");
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch thrice = new CountDownLatch(3);
        host.runtime.beforeStart =
                launch -> {
                    thrice.countDown();
                    throw new PluginRuntimeException("try " + tries.incrementAndGet(), null);
                };
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.DIE);
        Instant since = status().since();
        thrice.await();
        awaitQueue();
        assertEquals(since, status().since(), "it has been on its way since it died");
        assertTrue(status().restarts() >= 3, status().toString());
        assertEquals(1, status().lastExit().orElseThrow().code(), "no process has ended since");
    }

    @Test
    void isForgottenWhenTheUserEnablesIt() throws Exception {
        Plugin plugin = host.enabled("x");
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(1, status().restarts());
        Plugin disabled = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, disabled.status().state());
        assertEquals(143, disabled.status().lastExit().orElseThrow().code());
        Plugin again = host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals(0, again.status().restarts());
    }

    @Test
    void isShownOfAPluginThatCannotBeEnabled() throws Exception {
        host.install("x");
        host.runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("x ended", 3, List.of("no key"));
                };
        assertThrows(
                PluginRuntimeException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        assertEquals(3, status().lastExit().orElseThrow().code());
        assertEquals(0, status().restarts());
    }
}
