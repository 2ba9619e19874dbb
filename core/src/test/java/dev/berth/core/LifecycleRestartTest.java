package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that dies is withdrawn at once, and started again after a while. */
class LifecycleRestartTest {
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

    @Test
    void isToldAndWithdrawnAndUndoneByANewStart() throws Exception {
        Plugin plugin = host.enabled("x");
        CountDownLatch again = new CountDownLatch(1);
        host.runtime.beforeStart = launch -> again.await();
        host.runtime.die(plugin.id(), 3);
        PluginEvent death = host.event(PluginEvent.Kind.DIE);
        assertEquals(
                Map.of("exitCode", "3", "message", "it ended with exit code 3"),
                death.attributes());
        assertEquals(List.of(), host.services.all);
        assertTrue(host.manager.find("x").enabled(), "it stays wanted");
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.find("x", Capability.VOLUME_DRIVER));
        assertTrue(host.log.has("last words"), host.log.lines().toString());
        again.countDown();
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
        assertEquals(2, host.services.all.size());
        assertEquals(2, host.runtime.launches.size());
    }

    @Test
    void isTriedAgainUntilItStarts() throws Exception {
        Plugin plugin = host.enabled("x");
        AtomicInteger tries = new AtomicInteger();
        host.runtime.beforeStart =
                launch -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new PluginRuntimeException("not yet", null);
                    }
                };
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(3, tries.get());
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
    }

    @Test
    void isNotUndoneOnceThePluginIsDisabled() throws Exception {
        Plugin plugin = host.enabled("x");
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.DIE);
        Plugin after = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        int launches = host.runtime.launches.size();
        Plugin other = host.enabled("y");
        host.runtime.die(other.id(), 1);
        // Its restart is due after the one that must not come.
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(launches + 2, host.runtime.launches.size());
    }

    @Test
    void isUndoneAtOnceByTheUser() throws Exception {
        Plugin plugin = host.enabled("x");
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.DIE);
        assertEquals(
                PluginState.ENABLED,
                host.manager.enable("x", EnableOptions.DEFAULT).await().status().state());
    }

    @Test
    void leavesThePluginWantedWhenTheUsersOwnTryFails() throws Exception {
        Plugin plugin = host.enabled("x");
        AtomicInteger tries = new AtomicInteger();
        host.runtime.beforeStart =
                launch -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new PluginRuntimeException("not yet", null);
                    }
                };
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.DIE);
        try {
            host.manager.enable("x", EnableOptions.DEFAULT).await();
        } catch (PluginRuntimeException e) {
            assertTrue(host.manager.find("x").enabled(), "as it was before");
        }
        host.event(tries.get() == 1 ? PluginEvent.Kind.RESTART : PluginEvent.Kind.ENABLE);
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
    }

    @Test
    void rightAfterTheStartIsNoticedToo() throws Exception {
        Plugin plugin = host.install("x");
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        for (int i = 0; i < 3; i++) {
            host.runtime.die(plugin.id(), i);
            assertEquals(
                    Integer.toString(i),
                    host.event(PluginEvent.Kind.DIE).attributes().get("exitCode"));
            host.event(PluginEvent.Kind.RESTART);
        }
    }
}
