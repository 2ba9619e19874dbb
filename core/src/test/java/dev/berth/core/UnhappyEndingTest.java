package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends that go wrong half-way, or come twice. */
class UnhappyEndingTest {
    @TempDir Path top;
    private ManagerHost host;

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void aStopThatIsToldTwiceStopsOnceAndWithoutAnError() throws Exception {
        host = new ManagerHost(top);
        host.enabled("x");
        AtomicInteger stops = new AtomicInteger();
        host.runtime.beforeStop = grace -> stops.incrementAndGet();
        host.frameworkStops = true;
        host.manager.releaseRuntime(host.runtime, false);
        assertEquals(Set.of(), host.runtime.running());
        host.close();
        host.manager.deactivate();
        assertEquals(1, stops.get());
        assertEquals(
                List.of(), host.log.lines().stream().filter(l -> l.startsWith("error")).toList());
    }

    @Test
    void aForcedDisableThatIsNotStoredLeavesThePluginInUse() throws Exception {
        host = new ManagerHost(top);
        Plugin plugin = host.enabled("x");
        Lease first = host.manager.lease("x", Capability.VOLUME_DRIVER, "first");
        Path inTheWay = host.root().resolve("plugins/" + plugin.id() + "/.plugin.json.new");
        Path inside = Files.createDirectories(inTheWay.resolve("full"));
        assertThrows(PluginStorageException.class, () -> host.manager.disable("x", true).await());
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
        assertEquals(1, host.services.of(VolumeDriver.class).size());
        Lease second = host.manager.lease("x", Capability.VOLUME_DRIVER, "second");
        Files.delete(inside);
        Files.delete(inTheWay);
        assertEquals(
                List.of("first", "second"),
                assertThrows(
                                PluginInUseException.class,
                                () -> host.manager.disable("x", false).await())
                        .holders());
        first.close();
        second.close();
        host.manager.disable("x", false).await();
    }

    @Test
    void aStopThatFailsTakesServicesAndLeasesAlong() throws Exception {
        host = new ManagerHost(top);
        host.enabled("x");
        host.manager.lease("x", Capability.VOLUME_DRIVER, "me");
        host.runtime.beforeStop =
                grace -> {
                    throw new PluginRuntimeException("it hangs", null);
                };
        assertThrows(PluginRuntimeException.class, () -> host.manager.disable("x", true).await());
        Plugin plugin = host.manager.find("x");
        assertEquals(PluginState.DISABLED, plugin.status().state());
        assertTrue(plugin.status().problem().orElseThrow().contains("it hangs"), plugin.toString());
        assertFalse(plugin.enabled());
        assertEquals(List.of(), host.services.of(VolumeDriver.class));
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.lease("x", Capability.VOLUME_DRIVER, "late"));
        host.runtime.beforeStop = grace -> {};
        host.manager.remove("x", false).await();
    }

    @Test
    void aPluginThatIsRemovedWhileItWaitsForItsRestartIsNotStarted() throws Exception {
        host = new ManagerHost(top);
        Plugin plugin = host.enabled("x");
        fail(plugin, 3);
        host.manager.remove("x", true).await();
        int launches = host.runtime.launches.size();
        // These tries end later than the wait that was under way.
        host.runtime.beforeStart = launch -> {};
        fail(host.enabled("y"), 3);
        assertEquals(launches + 4, host.runtime.launches.size(), "those of y");
    }

    /** Lets a plugin die, and so many starts fail. */
    private void fail(Plugin plugin, int times) throws Exception {
        CountDownLatch tried = new CountDownLatch(times);
        host.runtime.beforeStart =
                launch -> {
                    tried.countDown();
                    throw new PluginRuntimeException("not now", null);
                };
        host.runtime.die(plugin.id(), 1);
        assertTrue(tried.await(20, TimeUnit.SECONDS));
    }

    @Test
    void anEngineThatCannotBeMadeLeavesTheRootFree() throws Exception {
        String tooMuch = "a path with \0";
        assertThrows(RuntimeException.class, () -> new ManagerHost(top, tooMuch));
        host = new ManagerHost(top);
        assertEquals(List.of(), host.manager.list());
    }
}
