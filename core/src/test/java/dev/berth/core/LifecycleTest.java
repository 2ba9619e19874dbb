package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.spi.PluginLaunch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
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
    void makesTheCapabilitiesServices() throws Exception {
        Plugin plugin = host.enabled("vieux/sshfs");
        assertEquals(PluginState.ENABLED, plugin.status().state());
        assertTrue(plugin.enabled());
        assertEquals(1, host.services.of(VolumeDriver.class).size());
        assertEquals(1, host.services.of(PluginClient.class).size());
        host.services.all.forEach(
                service ->
                        assertEquals(
                                Map.of(
                                        "berth.plugin",
                                        "vieux/sshfs:latest",
                                        "berth.plugin.id",
                                        plugin.id(),
                                        "berth.plugin.digest",
                                        plugin.digest().toString(),
                                        "berth.plugin.source",
                                        plugin.source().orElseThrow().toString(),
                                        "berth.capability",
                                        "docker.volumedriver/1.0",
                                        "berth.capability.name",
                                        "docker.volumedriver",
                                        "berth.capability.version",
                                        "1.0",
                                        "berth.managed",
                                        true),
                                service.properties()));
        assertEquals(plugin.id(), host.event(PluginEvent.Kind.ENABLE).id());
    }

    @Test
    void letsThePluginBeCalled() throws Exception {
        host.runtime.answer = "{\"Volumes\":[{\"Name\":\"v\"}]}";
        Plugin plugin = host.enabled("x");
        VolumeDriver driver = host.services.of(VolumeDriver.class).get(0);
        assertEquals("v", driver.list().get(0).name());
        assertEquals(
                "VolumeDriver.List", host.runtime.server(plugin.id()).requests.get(0).method());
        PluginClient client = host.manager.find("x", Capability.VOLUME_DRIVER);
        assertEquals(Optional.of(plugin.id()), client.pluginId());
        byte[] answer = client.call(PluginRequest.ask("Any.Thing", Duration.ofSeconds(9)));
        assertEquals(host.runtime.answer, new String(answer, StandardCharsets.UTF_8));
    }

    @Test
    void tellsTheRuntimeAllItNeeds() throws Exception {
        host.registry.add(
                "x",
                "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"},"
                        + "\"propagatedmount\":\"/data\",\"Env\":[{\"name\":\"A\",\"value\":\"1\","
                        + "\"settable\":[\"value\"]}]}",
                "layer");
        Plugin plugin =
                host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
        host.manager.set("x", List.of("A=2")).await();
        EnableOptions options =
                EnableOptions.DEFAULT
                        .withStart(Duration.ofSeconds(7))
                        .withCall(Duration.ofSeconds(3));
        host.manager.enable("x", options).await();
        PluginLaunch launch = host.runtime.launches.get(0);
        Path folder = host.root().resolve("plugins").resolve(plugin.id());
        assertEquals(plugin.id(), launch.id());
        assertEquals("x:latest", launch.name());
        assertEquals(List.of("A=2"), launch.settings().env());
        assertEquals(folder.resolve("rootfs"), launch.rootfs());
        assertEquals(Optional.of(folder.resolve("propagated-mount")), launch.propagatedMount());
        assertEquals(top.resolve("x").resolve(plugin.id().substring(0, 8)), launch.socketFolder());
        assertEquals(Duration.ofSeconds(7), launch.timeout());
        assertEquals(
                Optional.of(folder.resolve("propagated-mount/v")),
                host.manager.find("x", Capability.VOLUME_DRIVER).hostPath("/data/v"));
        assertEquals(
                Optional.empty(),
                host.manager.find("x", Capability.VOLUME_DRIVER).hostPath("/data/../etc"));
    }

    @Test
    void isRefusedForAPluginThatIsEnabled() throws Exception {
        host.enabled("x");
        PluginEnabledException refusal = refusal(PluginEnabledException.class, "x");
        assertTrue(refusal.getMessage().startsWith("plugin x:latest is enabled"));
        assertEquals(1, host.runtime.launches.size());
    }

    @Test
    void isDoneInOrderWithWhatElseIsAskedOfThePlugin() throws Exception {
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
        Operation<Plugin> again = host.manager.enable("x", EnableOptions.DEFAULT);
        Operation<Plugin> remove = host.manager.remove("x", false);
        assertEquals(PluginState.ENABLING, host.manager.find("x").status().state());
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.find("x", Capability.VOLUME_DRIVER));
        go.countDown();
        assertEquals(PluginState.ENABLED, enable.await().status().state());
        assertThrows(PluginEnabledException.class, again::await);
        assertThrows(PluginEnabledException.class, remove::await);
    }

    @Test
    void neverWaitsForAnotherPlugin() throws Exception {
        host.install("slow");
        host.install("fast");
        CountDownLatch go = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    if (launch.name().startsWith("slow")) {
                        go.await();
                    }
                };
        Operation<Plugin> slow = host.manager.enable("slow", EnableOptions.DEFAULT);
        assertEquals(
                PluginState.ENABLED,
                host.manager.enable("fast", EnableOptions.DEFAULT).await().status().state());
        host.manager.disable("fast", false).await();
        go.countDown();
        assertEquals(PluginState.ENABLED, slow.await().status().state());
    }

    @Test
    void leavesThePluginOffWhenItFailsAndTellsWhy() throws Exception {
        Plugin plugin = host.install("x");
        host.runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("x ended", 3, List.of("no key"));
                };
        PluginRuntimeException failure = refusal(PluginRuntimeException.class, "x");
        assertEquals(3, failure.exitCode().orElseThrow());
        Plugin after = host.manager.find("x");
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        assertTrue(
                after.status().problem().orElseThrow().contains("no key"),
                after.status().problem().toString());
        assertTrue(stored(plugin).contains("\"wanted\" : false"), stored(plugin));
        assertEquals(List.of(), host.services.all);
        host.runtime.beforeStart = launch -> {};
        assertEquals(
                Optional.empty(),
                host.manager.enable("x", EnableOptions.DEFAULT).await().status().problem());
    }

    @Test
    void leavesNothingRunningWhenServicesCannotBeMade() throws Exception {
        host.install("x");
        host.services.refused = VolumeDriver.class;
        assertThrows(
                OperationFailedException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        assertEquals(List.of(), host.services.all, "the first service is gone again");
        assertEquals(java.util.Set.of(), host.runtime.running());
        assertFalse(host.manager.find("x").enabled());
    }

    @Test
    void refusesASocketThatCannotBeBeforeItIsInstalled() {
        for (String socket : List.of("../x", "..", ".")) {
            refusalOfSocket(InvalidPluginException.class, socket);
        }
        refusalOfSocket(PluginLimitExceededException.class, "s".repeat(108));
        assertEquals(List.of(), host.manager.list());
    }

    private void refusalOfSocket(Class<? extends PluginException> type, String socket) {
        host.registry.add("bad", ManagerHost.CONFIG.replace("p.sock", socket), "layer");
        PluginException refusal =
                assertThrows(
                        type,
                        () ->
                                host.manager
                                        .install(ManagerHost.request("bad"), ProgressListener.NONE)
                                        .await());
        assertTrue(refusal.getMessage().startsWith("interface.socket \""), refusal.getMessage());
    }

    @Test
    void leavesNothingWhenItIsCancelledWhileThePluginStarts() throws Exception {
        Plugin plugin = host.install("x");
        CountDownLatch starting = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    starting.countDown();
                    new CountDownLatch(1).await();
                };
        Operation<Plugin> enable = host.manager.enable("x", EnableOptions.DEFAULT);
        starting.await();
        enable.cancel();
        assertThrows(OperationCancelledException.class, enable::await);
        Plugin after = host.manager.find("x");
        assertEquals(Optional.of("it was not enabled: it was cancelled"), after.status().problem());
        assertFalse(after.enabled());
        assertTrue(stored(plugin).contains("\"wanted\" : false"), stored(plugin));
    }

    @Test
    void stopsThePluginAgainWhenTheCancelComesJustAfterItsStart() throws Exception {
        Plugin plugin = host.install("x");
        Operation<?>[] enable = new Operation<?>[1];
        CountDownLatch known = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    known.await();
                    // Too late to be noticed by the runtime.
                    enable[0].cancel();
                    Thread.interrupted();
                };
        enable[0] = host.manager.enable("x", EnableOptions.DEFAULT);
        known.countDown();
        assertThrows(OperationCancelledException.class, () -> enable[0].await());
        assertEquals(java.util.Set.of(), host.runtime.running());
        assertEquals(List.of(), host.services.all);
        assertTrue(stored(plugin).contains("\"wanted\" : false"), stored(plugin));
    }

    @Test
    void undoesAllThoughTheCancelHitsWhileItFails() throws Exception {
        Plugin plugin = host.install("x");
        Operation<?>[] enable = new Operation<?>[1];
        CountDownLatch known = new CountDownLatch(1);
        host.runtime.beforeStart =
                launch -> {
                    known.await();
                    // The thread is left interrupted while the failure is on its way.
                    enable[0].cancel();
                    throw new PluginRuntimeException("no", null);
                };
        enable[0] = host.manager.enable("x", EnableOptions.DEFAULT);
        known.countDown();
        assertThrows(OperationCancelledException.class, () -> enable[0].await());
        assertFalse(host.manager.find("x").enabled());
        assertTrue(stored(plugin).contains("\"wanted\" : false"), stored(plugin));
    }

    @Test
    void saysWhatIsMissingWithoutARuntime() throws Exception {
        host.install("x");
        host.manager.releaseRuntime(host.runtime, false);
        ProviderMissingException missing = refusal(ProviderMissingException.class, "x");
        assertEquals("PluginRuntime", missing.service());
        assertEquals(
                "no plugin runtime is installed: start a bundle that provides PluginRuntime",
                missing.getMessage());
        assertFalse(host.manager.find("x").enabled());
    }

    @Test
    void refusesALimitThatIsNone() throws Exception {
        host.install("x");
        Duration second = Duration.ofSeconds(1);
        for (EnableOptions options :
                List.of(
                        EnableOptions.DEFAULT.withStart(second.negated()).withCall(second),
                        EnableOptions.DEFAULT.withStart(second).withCall(second.negated()),
                        EnableOptions.DEFAULT
                                .withStart(Duration.ofSeconds(Long.MAX_VALUE))
                                .withCall(second))) {
            assertThrows(
                    PluginLimitExceededException.class,
                    () -> host.manager.enable("x", options).await());
        }
        assertFalse(host.manager.find("x").enabled());
    }

    @Test
    void tellsNotFoundAndDisabledAndUnableApart() throws Exception {
        Plugin plugin = host.install("x");
        assertThrows(
                PluginNotFoundException.class,
                () -> host.manager.find("y", Capability.VOLUME_DRIVER));
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.find("x", Capability.VOLUME_DRIVER));
        assertThrows(PluginDisabledException.class, () -> host.manager.find("x", Capability.AUTHZ));
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        InadequateCapabilityException unable =
                assertThrows(
                        InadequateCapabilityException.class,
                        () -> host.manager.find(plugin.id(), Capability.AUTHZ));
        assertEquals(List.of(Capability.VOLUME_DRIVER), unable.offered());
    }

    @Test
    void isOverWithDisabling() throws Exception {
        Plugin plugin = host.enabled("x");
        PluginClient client = host.manager.find("x", Capability.VOLUME_DRIVER);
        Plugin after = host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, after.status().state());
        assertFalse(after.enabled());
        assertEquals(List.of(), host.services.all);
        assertEquals(java.util.Set.of(), host.runtime.running());
        assertEquals(plugin.id(), host.event(PluginEvent.Kind.DISABLE).id());
        PluginCallException gone =
                assertThrows(
                        PluginCallException.class,
                        () -> client.call(PluginRequest.ask("M", Duration.ofSeconds(1))));
        assertEquals(PluginCallException.Reason.UNREACHABLE, gone.reason());
        assertThrows(PluginDisabledException.class, () -> host.manager.disable("x", false).await());
    }

    private String stored(Plugin plugin) throws Exception {
        return Files.readString(
                host.root().resolve("plugins").resolve(plugin.id()).resolve("plugin.json"));
    }

    private <E extends PluginException> E refusal(Class<E> type, String name) {
        return assertThrows(type, () -> host.manager.enable(name, EnableOptions.DEFAULT).await());
    }
}
