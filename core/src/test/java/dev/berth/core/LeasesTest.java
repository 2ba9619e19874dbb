package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.Lease;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginInUseException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin in use stays; one that is not, or by force, is disabled and removed whole. */
class LeasesTest {
    private static final PluginRequest ASK = PluginRequest.ask("M", Duration.ofSeconds(20));

    private static final CapabilityFilter VOLUMES = CapabilityFilter.of(Capability.VOLUME_DRIVER);

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
    void keepAPluginEnabledAndNameTheirHolders() throws Exception {
        host.enabled("x");
        Lease one = host.manager.lease("x", Capability.VOLUME_DRIVER, "volume a");
        Lease two = host.manager.lease("x", Capability.VOLUME_DRIVER, "volume b");
        PluginInUseException refusal =
                assertThrows(
                        PluginInUseException.class, () -> host.manager.disable("x", false).await());
        assertEquals(List.of("volume a", "volume b"), refusal.holders());
        assertThrows(PluginInUseException.class, () -> host.manager.remove("x", false).await());
        assertEquals(PluginState.ENABLED, host.manager.find("x").status().state());
        one.close();
        one.close();
        assertEquals("volume b", two.holder());
        assertThrows(PluginInUseException.class, () -> host.manager.disable("x", false).await());
        two.close();
        host.manager.disable("x", false).await();
    }

    @Test
    void endByForce() throws Exception {
        host.enabled("x");
        Lease lease = host.manager.lease("x", Capability.VOLUME_DRIVER, "volume a");
        host.manager.disable("x", true).await();
        assertThrows(
                RuntimeException.class,
                () -> lease.client().call(PluginRequest.ask("M", Duration.ofSeconds(1))));
        lease.close();
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        host.manager.disable("x", false).await();
    }

    @Test
    void tellTheirHolderWhenTheyAreTakenAway() throws Exception {
        host.enabled("x");
        Lease lease = host.manager.lease("x", Capability.VOLUME_DRIVER, "volume a");
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        lease.ended().thenAccept(end -> await(told, go));
        CompletableFuture<LeaseEnd> end = new CompletableFuture<>();
        lease.ended().thenAccept(end::complete);
        host.manager.disable("x", true).await();
        told.await();
        assertEquals(LeaseEnd.Reason.DISABLED, end.get(20, TimeUnit.SECONDS).reason());
        assertEquals("plugin x:latest was disabled by force", end.get().message());
        PluginCallException late =
                assertThrows(PluginCallException.class, () -> lease.client().call(ASK));
        assertEquals(PluginCallException.Reason.UNREACHABLE, late.reason());
        assertTrue(late.getMessage().contains("disabled by force"), late.getMessage());
        go.countDown();
    }

    /** What a holder does who never returns. */
    private static void await(CountDownLatch told, CountDownLatch go) {
        told.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellWhyTheyWereTakenAway() throws Exception {
        host.enabled("x");
        host.enabled("y");
        Lease removed = host.manager.lease("x", Capability.VOLUME_DRIVER, "a");
        Lease stopped = host.manager.lease("y", Capability.VOLUME_DRIVER, "b");
        Lease closed = host.manager.lease("y", Capability.VOLUME_DRIVER, "c");
        host.manager.remove("x", true).await();
        assertEquals(LeaseEnd.Reason.REMOVED, reason(removed));
        closed.close();
        assertEquals(LeaseEnd.Reason.CLOSED, reason(closed));
        host.close();
        assertEquals(LeaseEnd.Reason.ENGINE_STOPPED, reason(stopped));
    }

    private static LeaseEnd.Reason reason(Lease lease) throws Exception {
        return lease.ended().toCompletableFuture().get(20, TimeUnit.SECONDS).reason();
    }

    @Test
    void outliveTheRestartOfADeadPlugin() throws Exception {
        Plugin plugin = host.enabled("x");
        Lease lease = host.manager.lease("x", Capability.VOLUME_DRIVER, "volume a");
        PluginClient client = lease.client();
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        host.runtime.beforeStart = launch -> await(starting, go);
        host.runtime.die(plugin.id(), 7);
        starting.await();
        PluginCallException down = assertThrows(PluginCallException.class, () -> client.call(ASK));
        assertEquals(PluginCallException.Reason.DOWN, down.reason());
        assertEquals(
                "plugin x:latest: M: it is down: it ended with exit code 7", down.getMessage());
        go.countDown();
        host.event(PluginEvent.Kind.RESTART);
        assertEquals("{}", new String(client.call(ASK)));
        assertEquals(List.of("volume a"), host.manager.find("x").status().holders());
        assertThrows(PluginInUseException.class, () -> host.manager.disable("x", false).await());
        lease.close();
        assertEquals(List.of(), host.manager.find("x").status().holders());
        host.manager.disable("x", false).await();
    }

    @Test
    void keepAPluginEnabledWhileItIsDown() throws Exception {
        Plugin plugin = host.enabled("x");
        host.manager.lease("x", Capability.VOLUME_DRIVER, "volume a");
        host.runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("no", null);
                };
        host.runtime.die(plugin.id(), 7);
        host.event(PluginEvent.Kind.DIE);
        PluginInUseException refusal =
                assertThrows(
                        PluginInUseException.class, () -> host.manager.disable("x", false).await());
        assertEquals("plugin x:latest is in use by volume a", refusal.getMessage());
        host.manager.disable("x", true).await();
    }

    @Test
    void ofABundleEndWhenItStops() throws Exception {
        host.enabled("x");
        host.manager.lease("x", VOLUMES, new LeaseHolder("a", 5));
        Lease other = host.manager.lease("x", VOLUMES, new LeaseHolder("b", 6));
        Lease ended = host.manager.lease("x", VOLUMES, new LeaseHolder("c", 5));
        host.manager.endLeases(5);
        assertEquals(LeaseEnd.Reason.BUNDLE_STOPPED, reason(ended));
        assertEquals(List.of("b"), host.manager.find("x").status().holders());
        other.close();
        host.manager.disable("x", false).await();
    }

    @Test
    void showTheNamesOfHoldersWithoutWhatATerminalObeys() {
        assertEquals("a\\u001b[2Jb", new LeaseHolder(" a\u001b[2Jb\n", 5).name());
        assertEquals("bundle 5", new LeaseHolder(" \n", 5).name());
        assertEquals(100, new LeaseHolder("x".repeat(1000), 5).name().length());
    }

    @Test
    void areOnlyOfAnEnabledPlugin() throws Exception {
        host.install("x");
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.lease("x", Capability.VOLUME_DRIVER, "me"));
    }

    @Test
    void doNotKeepADisabledPluginFromBeingRemoved() throws Exception {
        Plugin plugin = host.install("x");
        assertEquals(plugin, host.manager.remove("x", false).await());
        assertThrows(PluginNotFoundException.class, () -> host.manager.find("x"));
        assertThrows(PluginNotFoundException.class, () -> host.manager.remove("x", false).await());
        assertEquals(List.of(), host.tree("plugins"));
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.blobs());
        assertEquals(plugin.id(), host.event(PluginEvent.Kind.REMOVE).id());
        host.install("x");
    }

    @Test
    void andEnablingKeepAPluginUnlessItsRemovalIsForced() throws Exception {
        Plugin plugin = host.enabled("x");
        assertThrows(PluginEnabledException.class, () -> host.manager.remove("x", false).await());
        host.manager.lease("x", Capability.VOLUME_DRIVER, "me");
        host.manager.remove("x", true).await();
        assertEquals(List.of(), host.tree("plugins"));
        assertEquals(List.of(), host.services.all);
        assertTrue(Files.notExists(top.resolve("x").resolve(plugin.id().substring(0, 8))));
    }

    @Test
    void andMountsOfOthersAreNeverDeleted() throws Exception {
        Plugin plugin = host.install("x");
        Path inside = host.root().resolve("plugins").resolve(plugin.id()).resolve("rootfs/mnt");
        host.runtime.mounted.add(inside);
        PluginRuntimeException refusal =
                assertThrows(
                        PluginRuntimeException.class,
                        () -> host.manager.remove("x", false).await());
        assertTrue(refusal.getMessage().contains(inside.toString()), refusal.getMessage());
        assertTrue(Files.exists(inside.getParent()));
        assertThrows(
                PluginRuntimeException.class,
                () -> {
                    host.registry.add("y", ManagerHost.CONFIG, "other");
                    host.manager
                            .upgrade("x", ManagerHost.request("y"), ProgressListener.NONE)
                            .await();
                });
        host.runtime.mounted.clear();
        host.manager.remove("x", false).await();
    }

    @Test
    void endASlowEnableByAForcedRemoval() throws Exception {
        host.install("x");
        CountDownLatch starting = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        Operation<Plugin> remove = host.manager.remove("x", true);
        Operation<Plugin> late = host.manager.disable("x", true);
        assertEquals(
                "enabling of x:latest was cancelled by removal of x:latest",
                assertThrows(OperationCancelledException.class, enable::await).getMessage());
        remove.await();
        assertThrows(PluginNotFoundException.class, late::await);
        assertEquals(List.of(), host.services.all);
        assertEquals(List.of(), host.tree("plugins"));
    }

    @Test
    void letCallsUnderWayComeToTheirEnd() throws Exception {
        host.install("x");
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        PluginClient client = host.manager.find("x", Capability.VOLUME_DRIVER);
        host.runtime.beforeAnswer =
                () -> {
                    arrived.countDown();
                    go.await();
                };
        CompletableFuture<byte[]> call =
                CompletableFuture.supplyAsync(
                        () -> client.call(PluginRequest.ask("M", Duration.ofSeconds(20))));
        arrived.await();
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch withdrawn = new CountDownLatch(1);
        HandlerBinder.add(
                host.handlers,
                Capability.VOLUME_DRIVER,
                new CapabilityHandler() {
                    @Override
                    public void added(PluginClient come) {
                        added.countDown();
                    }

                    @Override
                    public void removed(PluginClient removed) {
                        withdrawn.countDown();
                    }
                });
        added.await();
        CountDownLatch stopping = new CountDownLatch(1);
        host.runtime.beforeStop = grace -> stopping.countDown();
        Operation<Plugin> disable = host.manager.disable("x", false);
        withdrawn.await();
        assertEquals(1, stopping.getCount(), "it is not stopped under a call");
        go.countDown();
        assertEquals("{}", new String(call.get(20, TimeUnit.SECONDS)));
        disable.await();
    }
}
