package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    void aStopThatFailsIsMadeGoodAndItsProblemGoes() throws Exception {
        host = new ManagerHost(top);
        Plugin plugin = host.enabled("x");
        CountDownLatch tries = failStops(3);
        assertThrows(PluginRuntimeException.class, () -> host.manager.disable("x", true).await());
        assertTrue(tries.await(20, TimeUnit.SECONDS));
        assertEquals("143", host.event(Kind.STOP).attributes().get("exitCode"));
        host.event(Kind.DISABLE);
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(Optional.empty(), host.manager.find("x").status().problem());
        assertEquals(143, host.manager.find("x").status().lastExit().orElseThrow().code());
        host.manager.enable(plugin.id(), EnableOptions.DEFAULT).await();
    }

    /** Returns a plugin whose stop is not tried again in the time of a test. */
    private Plugin disabledByAStopThatFailed() throws Exception {
        host = new ManagerHost(top);
        Plugin plugin = host.install("x");
        host.manager.set("x", List.of("@restart.delay=1h", "@restart.delay.max=1h")).await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        failStops(1);
        assertThrows(PluginRuntimeException.class, () -> host.manager.disable("x", true).await());
        return plugin;
    }

    @Test
    void aProcessThatEndsAfterAStopThatFailedIsClearedAtOnce() throws Exception {
        Plugin plugin = disabledByAStopThatFailed();
        assertTrue(host.manager.find("x").status().problem().isPresent());
        host.runtime.die(plugin.id(), 3);
        assertEquals("3", host.event(Kind.STOP).attributes().get("exitCode"));
        host.event(Kind.DISABLE);
        assertEquals(Optional.empty(), host.manager.find("x").status().problem());
    }

    @Test
    void whatCouldNotBeStoppedIsClearedByTheNextRuntimeAndItsProblemGoes() throws Exception {
        Plugin plugin = disabledByAStopThatFailed();
        host.manager.releaseRuntime(host.runtime, false);
        host.runtime.leftOver.add(plugin.id());
        host.manager.bindRuntime(host.runtime);
        host.event(Kind.DISABLE);
        assertEquals(Optional.empty(), host.manager.find("x").status().problem());
    }

    @Test
    void aPluginThatIsStartedAfterAStopThatFailedIsNotStoppedByIt() throws Exception {
        Plugin plugin = disabledByAStopThatFailed();
        host.runtime.beforeStart = launch -> host.runtime.clear(launch.id());
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        host.runtime.die(plugin.id(), 3);
        host.event(Kind.DIE);
        assertTrue(host.past.stream().noneMatch(event -> event.kind() == Kind.STOP));
    }

    @Test
    void aProcessThatARuntimeLeftRunningEndsWithTheEngine() throws Exception {
        host = new ManagerHost(top);
        Process process = new ProcessBuilder("sleep", "1000").start();
        host.runtime.nextPid = process::pid;
        host.enabled("x");
        host.manager.releaseRuntime(host.runtime, false);
        awaitQueue();
        assertTrue(process.isAlive());
        host.close();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
    }

    @Test
    void aProcessThatARuntimeLeftRunningEndsWithADisable() throws Exception {
        host = new ManagerHost(top);
        Process process = new ProcessBuilder("sleep", "1000").start();
        host.runtime.nextPid = process::pid;
        host.enabled("x");
        host.manager.releaseRuntime(host.runtime, false);
        host.manager.disable("x", false).await();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
    }

    @Test
    void aProcessThatARuntimeLeftRunningRunsOnWithLiveRestore() throws Exception {
        host = new ManagerHost(top, new MemoryRegistry(), new MemoryRuntime(), true);
        host.manager.bindRuntime(host.runtime);
        Process process = new ProcessBuilder("sleep", "1000").start();
        try {
            host.runtime.nextPid = process::pid;
            host.enabled("x");
            host.manager.releaseRuntime(host.runtime, false);
            awaitQueue();
            host.close();
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits for what is on the plugin's queue before: an enabled plugin is not removed. */
    private void awaitQueue() {
        assertThrows(PluginEnabledException.class, () -> host.manager.remove("x", false).await());
    }

    /** Lets so many stops fail. */
    private CountDownLatch failStops(int times) {
        CountDownLatch tries = new CountDownLatch(times);
        host.runtime.beforeStop =
                grace -> {
                    boolean fails = tries.getCount() > 0;
                    tries.countDown();
                    if (fails) {
                        throw new PluginRuntimeException("it hangs", null);
                    }
                };
        return tries;
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
