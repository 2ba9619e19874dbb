package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.PluginLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was so when the engine stopped is so again when it has started. */
class SupervisorTest {
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
    void everyPluginComesBackWithAllThatWasSet() throws Exception {
        String env = "{\"env\":[{\"name\":\"A\",\"value\":\"1\",\"settable\":[\"value\"]}]}";
        host.registry.add("x", env, "layer");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        Plugin before = host.manager.set("x", List.of("A=2")).await();
        host.install("y");
        host = host.restarted(false);
        assertEquals(ManagerHost.lasting(before), ManagerHost.lasting(host.manager.find("x")));
        assertEquals(
                List.of("x:latest", "y:latest"),
                host.manager.list().stream().map(p -> p.name().familiar()).toList());
    }

    @Test
    void anEnabledPluginIsStoppedAndComesBackEnabled() throws Exception {
        Plugin plugin = host.enabled("x");
        ManagerHost before = host;
        host = host.restarted(false);
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(List.of(), before.services.all);
        Plugin waiting = host.manager.find("x");
        assertTrue(waiting.enabled());
        assertEquals(PluginState.ENABLING, waiting.status().state());
        assertEquals(Optional.of("it waits for a plugin runtime"), waiting.status().problem());
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("x");
        assertEquals(1, host.services.of(VolumeDriver.class).size());
        assertEquals(List.of(), host.runtime.attached);
        assertEquals(plugin.id(), host.manager.find("x").id());
    }

    @Test
    void withLiveRestoreTheSameProcessIsTakenOver() throws Exception {
        host.close();
        host = new ManagerHost(top.resolve("live"), host.registry, host.runtime, true);
        host.manager.bindRuntime(host.runtime);
        Plugin plugin = host.enabled("x");
        ManagerHost before = host;
        host = host.restarted(true);
        assertEquals(Set.of(plugin.id()), host.runtime.running(), "it runs on");
        assertEquals(List.of(), before.services.all);
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("x");
        assertEquals(1, host.runtime.attached.size());
        assertEquals(1, host.runtime.launches.size(), "it was not started again");
    }

    @Test
    void wantedPluginsComeBackAllAtOnce() throws Exception {
        host.enabled("a");
        host.enabled("b");
        host.enabled("c");
        host = host.restarted(false);
        CyclicBarrier together = new CyclicBarrier(3);
        host.runtime.beforeStart = launch -> meet(together);
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("a");
        awaitEnabled("b");
        awaitEnabled("c");
    }

    @Test
    void onePluginThatDoesNotComeBackHarmsNoOther() throws Exception {
        host.enabled("bad");
        host.enabled("good");
        host = host.restarted(false);
        CountDownLatch mend = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    if (launch.name().startsWith("bad") && mend.getCount() > 0) {
                        mend.countDown();
                        throw new PluginRuntimeException("no", null);
                    }
                };
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("good");
        mend.await();
        assertEquals("bad:latest", host.event(PluginEvent.Kind.RESTART).name(), "tried again");
    }

    @Test
    void whatRunsAndIsNotWantedIsClearedAway() throws Exception {
        Plugin plugin = host.install("x");
        host.runtime.leftOver.add(plugin.id());
        host.runtime.leftOver.add("f".repeat(64));
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        host.manager.set("x", List.of()).await();
        // The clearing is in line before this enable, or this enable before the clearing's look.
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        host.manager.disable("x", false).await();
        assertFalse(host.runtime.cleared.contains("f".repeat(64)), "that one is not ours");
    }

    @Test
    void whatWasSetAsideIsEndedWithItsMounts() throws Exception {
        Plugin plugin = host.enabled("x");
        host.runtime.leftOver.add("f".repeat(64));
        Path folder = host.root().resolve("plugins").resolve(plugin.id());
        Path aside = host.root().resolve("damaged").resolve(plugin.id());
        host.runtime.mounted.add(aside.resolve("propagated-mount"));
        host.manager.deactivate();
        Files.writeString(folder.resolve("plugin.json"), "{");
        host.runtime.leftOver.add(plugin.id());
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        assertEquals(
                "warn " + plugin.id() + " is no longer a plugin: its process and mounts are ended",
                host.log.next("is no longer a plugin"));
        assertTrue(host.runtime.cleared.contains(plugin.id()));
        assertTrue(
                host.log.has(
                        aside.resolve("propagated-mount") + " is still mounted, and of no plugin"));
        assertFalse(host.runtime.cleared.contains("f".repeat(64)), "that one may be another's");
    }

    @Test
    void aRuntimeThatGoesTakesServicesAlongAndBringsThemBack() throws Exception {
        Plugin plugin = host.enabled("x");
        host.manager.releaseRuntime(host.runtime, false);
        // Setting is in line behind the detaching, and refused since the plugin is wanted.
        assertThrows(RuntimeException.class, () -> host.manager.set("x", List.of()).await());
        assertEquals(List.of(), host.services.all);
        Plugin without = host.manager.find("x");
        assertEquals(PluginState.ENABLING, without.status().state());
        assertEquals(Optional.of("the plugin runtime is gone"), without.status().problem());
        assertEquals(Set.of(plugin.id()), host.runtime.running());
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("x");
        assertEquals(1, host.runtime.attached.size());
    }

    @Test
    void aRuntimeWhoseBundleStopsTakesProcessesAlongAndBringsThemBack() throws Exception {
        host.enabled("x");
        Lease lease = host.manager.lease("x", Capability.VOLUME_DRIVER, "me");
        host.manager.releaseRuntime(host.runtime, true);
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(List.of(), host.services.all);
        assertEquals(Optional.of("the plugin runtime is gone"), status("x").problem());
        assertEquals(PluginState.ENABLING, status("x").state());
        assertTrue(host.log.lines().toString().contains("[x:latest]"), host.log.lines()::toString);
        assertThrows(PluginInUseException.class, () -> host.manager.disable("x", false).await());
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("x");
        assertEquals(2, host.runtime.launches.size());
        lease.client().call(PluginRequest.ask("M", Duration.ofSeconds(20)));
    }

    private PluginStatus status(String name) {
        return host.manager.find(name).status();
    }

    @Test
    void withLiveRestoreARuntimeWhoseBundleStopsLeavesProcessesToItsSuccessor() throws Exception {
        host.manager.change(TestConfiguration.of(top).withLiveRestore(true));
        Plugin plugin = host.enabled("x");
        host.manager.releaseRuntime(host.runtime, true);
        assertThrows(RuntimeException.class, () -> host.manager.set("x", List.of()).await());
        assertEquals(Set.of(plugin.id()), host.runtime.running());
        host.manager.bindRuntime(host.runtime);
        awaitEnabled("x");
        assertEquals(1, host.runtime.attached.size());
    }

    @Test
    void aProcessThatDoesNotEndWithItsRuntimeIsNamed() throws Exception {
        host.enabled("x");
        host.runtime.beforeStop =
                grace -> {
                    throw new PluginRuntimeException("it does not end", null);
                };
        host.manager.releaseRuntime(host.runtime, true);
        assertEquals(
                Optional.of("it was not stopped cleanly: it does not end"), status("x").problem());
        host.runtime.beforeStop = grace -> {};
    }

    @Test
    void whatIsUnderWayIsCancelledByTheStop() throws Exception {
        host.install("x");
        CountDownLatch starting = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        host = host.restarted(false);
        assertThrows(OperationCancelledException.class, enable::await);
        assertFalse(host.manager.find("x").enabled());
    }

    @Test
    void nothingStartsAfterTheStop() throws Exception {
        Plugin plugin = host.enabled("x");
        PluginManager stopped = host.manager;
        host.close();
        assertThrows(
                OperationCancelledException.class,
                () -> stopped.enable("x", EnableOptions.DEFAULT).await());
        assertThrows(
                OperationCancelledException.class,
                () -> stopped.install(ManagerHost.request("y"), ProgressListener.NONE).await());
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(plugin.id(), stopped.find("x").id());
    }

    @Test
    void aPluginThatDiedMeanwhileIsNotStartedByTheStop() throws Exception {
        Plugin plugin = host.enabled("x");
        CountDownLatch stopping = new CountDownLatch(1);
        host.runtime.beforeStop = grace -> stopping.await(1, TimeUnit.SECONDS);
        host.runtime.die(plugin.id(), 1);
        host.close();
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(1, host.runtime.launches.size());
    }

    @Test
    void noThreadIsLeft() throws Exception {
        host.enabled("x");
        host.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("berth-")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void theRootIsFreeForTheNextEngineAndOnlyThen() {
        PluginStorageException refusal =
                assertThrows(PluginStorageException.class, () -> new ManagerHost(top));
        assertTrue(refusal.getMessage().contains("in use by another engine"));
        host.close();
        host = new ManagerHost(top);
    }

    @Test
    void aStopThatFailsStillFreesTheRoot() throws Exception {
        host.enabled("x");
        host.runtime.beforeStop =
                grace -> {
                    throw new IllegalStateException("no");
                };
        host.close();
        host = new ManagerHost(top);
    }

    private static void meet(CyclicBarrier together) throws InterruptedException {
        try {
            together.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException
                | java.util.concurrent.TimeoutException e) {
            throw new PluginRuntimeException("not together: " + e, e);
        }
    }

    /** What is asked of a plugin behind its restoring ends after it. */
    private void awaitEnabled(String name) throws Exception {
        assertThrows(RuntimeException.class, () -> host.manager.set(name, List.of()).await());
        assertEquals(
                PluginState.ENABLED,
                host.manager.find(name).status().state(),
                () -> name + host.log.lines());
        for (PluginLaunch launch : host.runtime.launches) {
            assertTrue(launch.timeout().toSeconds() > 0);
        }
    }
}
