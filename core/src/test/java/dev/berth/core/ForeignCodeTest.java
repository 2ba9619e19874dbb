package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.core.event.ListenerBinder;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.core.testing.TestHandler;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationDeadlockException;
import dev.berth.plugin.error.OperationFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code of other bundles throws anything, never returns and calls back: it harms only itself. */
@Timeout(60)
class ForeignCodeTest {
    @TempDir Path top;
    private final CountDownLatch end = new CountDownLatch(1);
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
        end.countDown();
    }

    @Test
    void anErrorOfAHandlerChangesNothing() throws Exception {
        TestHandler broken = handler();
        broken.onAdded = client -> missingClass();
        broken.onRemoved = client -> missingClass();
        TestHandler witness = handler();
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
        assertEquals("+ docker.volumedriver/1.0 of x:latest", witness.next());
        host.log.next("failed on docker.volumedriver/1.0 of x:latest");
        Plugin after = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        assertEquals("- docker.volumedriver/1.0 of x:latest", witness.next());
        assertEquals(List.of(), host.services.all);
        assertEquals(1, host.runtime.launches.size());
    }

    @Test
    void anErrorOfAListenerDoesNotEndItsEvents() throws Exception {
        BlockingQueue<PluginEvent.Kind> heard = new LinkedBlockingQueue<>();
        ListenerBinder.to(
                host.source,
                event -> {
                    heard.add(event.kind());
                    missingClass();
                });
        host.enabled("x");
        assertEquals(PluginEvent.Kind.PULL, heard.poll(20, TimeUnit.SECONDS));
        assertEquals(PluginEvent.Kind.START, heard.poll(20, TimeUnit.SECONDS));
        host.event(PluginEvent.Kind.ENABLE);
    }

    @Test
    void aListenerThatNeverReturnsDelaysOnlyItself() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        ListenerBinder.to(
                host.source,
                event -> {
                    hangs.countDown();
                    hang();
                });
        host.install("x");
        hangs.await();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        host.event(PluginEvent.Kind.ENABLE);
    }

    @Test
    void aHandlerThatNeverReturnsDelaysOnlyItself() throws Exception {
        TestHandler hanging = handler();
        hanging.onAdded = client -> hang();
        TestHandler witness = handler();
        host.enabled("x");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", hanging.next());
        assertEquals("+ docker.volumedriver/1.0 of x:latest", witness.next());
        host.enabled("y");
        assertEquals("+ docker.volumedriver/1.0 of y:latest", witness.next());
        host.manager.disable("y", false).await();
        assertEquals("- docker.volumedriver/1.0 of y:latest", witness.next());
        assertFalse(host.log.has("go on without"), "it was never told of y");
    }

    @Test
    void aPluginThatGoesWaitsForAHandlerWithALimitAndNamesIt() throws Exception {
        TestHandler hanging = handler();
        hanging.onRemoved = client -> hang();
        host.enabled("x");
        host.enabled("y");
        hanging.next();
        hanging.next();
        Plugin after = host.manager.disable("x", true).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        String line = host.log.next("go on without a handler");
        assertTrue(line.contains(TestHandler.class.getName()), line);
        assertTrue(line.contains("within 1.0 s"), line);
        assertTrue(line.contains("thread berth-handler-"), line);
        assertTrue(line.contains("ForeignCodeTest.hang"), line);
        assertEquals(Set.of(host.manager.find("y").id()), host.runtime.running());
        host.manager.remove("y", true).await();
    }

    @Test
    void aPluginIsStoppedOnlyAfterItsHandlersWereTold() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        TestHandler slow = handler();
        slow.onRemoved = client -> await(go);
        host.enabled("x");
        slow.next();
        CountDownLatch stopping = new CountDownLatch(1);
        host.runtime.beforeStop = grace -> stopping.countDown();
        Operation<Plugin> disable = host.manager.disable("x", false);
        assertEquals("- docker.volumedriver/1.0 of x:latest", slow.next());
        assertEquals(List.of(), host.services.all, "services go first");
        assertEquals(1, stopping.getCount());
        go.countDown();
        disable.await();
    }

    @Test
    void theEngineStopsAlthoughAHandlerNeverReturns() throws Exception {
        TestHandler hanging = handler();
        hanging.onAdded = client -> hang();
        host.enabled("x");
        hanging.next();
        host.close();
        assertEquals(Set.of(), host.runtime.running());
        assertTrue(host.log.has("go on without a handler"), host.log.lines().toString());
    }

    @Test
    void aDeadPluginIsStartedAgainAlthoughAHandlerNeverReturns() throws Exception {
        TestHandler hanging = handler();
        hanging.onRemoved = client -> hang();
        String id = host.enabled("x").id();
        hanging.next();
        host.runtime.die(id, 1);
        host.event(PluginEvent.Kind.RESTART);
        assertEquals("- docker.volumedriver/1.0 of x:latest", hanging.next());
        assertFalse(host.log.has("go on without"), "nobody has waited for it");
    }

    @Test
    void aComponentThatNeverReturnsFromItsActivationHoldsNothingUp() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        host.services.onRegistered =
                type -> {
                    if (type == PluginClient.class) {
                        await(go);
                    }
                };
        TestHandler handler = handler();
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
        String line = host.log.next("goes on without what has not ended within 1.0 s");
        assertTrue(line.contains("the PluginClient docker.volumedriver/1.0 of x:latest"), line);
        assertTrue(line.contains("thread berth-publish-x:latest stands at"), line);
        assertTrue(line.contains("ForeignCodeTest.await"), line);
        assertEquals(1, host.services.of(VolumeDriver.class).size(), "others are registered");
        assertEquals("+ docker.volumedriver/1.0 of x:latest", handler.next());
        host.manager.disable("x", false).await();
        CountDownLatch undone = new CountDownLatch(1);
        host.services.onUnregistering = type -> undone.countDown();
        go.countDown();
        undone.await();
        host.close();
    }

    @Test
    void aComponentThatNeverReturnsFromItsDeactivationHoldsNothingUp() throws Exception {
        host.enabled("x");
        host.services.onUnregistering = type -> hang();
        assertEquals(
                PluginState.DISABLED, host.manager.disable("x", false).await().status().state());
        host.log.next("goes on without what has not ended within 1.0 s: unregistration of");
        assertEquals(Set.of(), host.runtime.running());
    }

    @Test
    void whoHearsOfAPluginCanUseIt() throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        host.services.onRegistered = type -> seen.add(use());
        TestHandler handler = handler();
        handler.onAdded = client -> seen.add(use());
        host.enabled("x");
        for (int i = 0; i < 3; i++) {
            assertEquals("usable", seen.poll(20, TimeUnit.SECONDS));
        }
        seen.clear();
        host.services.onUnregistering = type -> seen.add(found());
        host.manager.disable("x", false).await();
        for (int i = 0; i < 2; i++) {
            assertEquals("ENABLED", seen.poll(20, TimeUnit.SECONDS));
        }
    }

    private Object use() {
        try {
            host.manager.find("x", Capability.VOLUME_DRIVER);
            host.manager.lease("x", Capability.VOLUME_DRIVER, "me").close();
            return "usable";
        } catch (RuntimeException e) {
            return e;
        }
    }

    private Object found() {
        try {
            host.manager.find("x", Capability.VOLUME_DRIVER);
            return host.manager.find("x").status().state().toString();
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void toWaitForThePluginThatOneIsCalledForIsAnErrorAtOnce() throws Exception {
        BlockingQueue<OperationDeadlockException> ends = new LinkedBlockingQueue<>();
        host.services.onRegistered = type -> ends.add(deadlock("x"));
        host.enabled("x");
        assertEquals("disabling of x:latest", ends.poll(20, TimeUnit.SECONDS).operation());
        host.services.onRegistered = type -> {};
        TestHandler handler = handler();
        handler.onAdded = client -> ends.add(deadlock("y"));
        ends.clear();
        host.enabled("y");
        assertEquals("disabling of y:latest", ends.poll(20, TimeUnit.SECONDS).operation());
    }

    private OperationDeadlockException deadlock(String plugin) {
        return assertThrows(
                OperationDeadlockException.class, () -> host.manager.disable(plugin, true).await());
    }

    @Test
    void aStagesActionThatNeverReturnsDoesNotHoldThePluginUp() throws Exception {
        host.install("x");
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    go.await();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        CompletableFuture<Void> hung = new CompletableFuture<>();
        enable.result()
                .thenAccept(
                        plugin -> {
                            hung.complete(null);
                            hang();
                        });
        go.countDown();
        hung.get(20, TimeUnit.SECONDS);
        host.manager.disable("x", false).await();
    }

    @Test
    void anErrorOfTheRuntimeLeavesThePluginOff() throws Exception {
        host.install("x");
        host.runtime.beforeStart = launch -> missingClass();
        assertThrows(
                OperationFailedException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        Plugin after = host.manager.find("x");
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        assertTrue(after.status().problem().orElseThrow().contains("NoClassDefFoundError"));
        host.runtime.beforeStart = launch -> {};
        host.manager.enable("x", EnableOptions.DEFAULT).await();
    }

    @Test
    void anErrorOfTheRuntimeAtARestartIsTriedAgain() throws Exception {
        Plugin plugin = host.enabled("x");
        CountDownLatch tried = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    if (tried.getCount() > 0) {
                        tried.countDown();
                        missingClass();
                    }
                };
        host.runtime.die(plugin.id(), 1);
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(0, tried.getCount());
    }

    @Test
    void anErrorOfTheRegistryLeavesTheNameFree() throws Exception {
        host.providers.bindPolicy(admission -> missingClass(), Map.of());
        assertThrows(NotAdmittedException.class, () -> host.install("x"));
        host.runtime.beforeUnpack = rootfs -> missingClass();
        assertThrows(NotAdmittedException.class, () -> host.install("x"));
    }

    @Test
    void aPolicyThatNeverReturnsHoldsUpNoDisable() throws Exception {
        host.install("x");
        CountDownLatch asked = new CountDownLatch(1);
        host.providers.bindPolicy(
                admission -> {
                    asked.countDown();
                    hangOn();
                },
                Map.of());
        Operation<Plugin> start = host.manager.enable("x", EnableOptions.DEFAULT);
        asked.await();
        assertFalse(host.manager.disable("x", true).await().enabled());
        assertThrows(OperationCancelledException.class, start::await);
        host.manager.remove("x", true).await();
    }

    @Test
    void anErrorInTheMiddleOfAnInstallLeavesTheNameFree() throws Exception {
        host.runtime.beforeUnpack = rootfs -> missingClass();
        assertThrows(OperationFailedException.class, () -> host.install("x"));
        host.runtime.beforeUnpack = rootfs -> {};
        host.install("x");
    }

    @Test
    void anErrorOfAProgressListenerChangesNothing() throws Exception {
        host.registry.add("x", ManagerHost.CONFIG, "layer");
        ProgressListener broken = progress -> missingClass();
        host.manager.install(ManagerHost.request("x"), broken).await();
    }

    private TestHandler handler() {
        TestHandler handler = new TestHandler();
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, handler);
        return handler;
    }

    private static void missingClass() {
        throw new NoClassDefFoundError("com/example/Gone");
    }

    /** Returns after the test, interrupted or not. */
    private void hangOn() {
        while (end.getCount() > 0) {
            hang();
            Thread.interrupted();
        }
    }

    private void hang() {
        await(end);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
