package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.ServiceList;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginNotReplacedException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotUpgraderTest {
    private static final Capability VOLUMES = Capability.parse("docker.volumedriver/1.0");
    private static final UpgradeOptions HOT = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
    private static final PluginRequest CALL = PluginRequest.of("VolumeDriver.List");

    @TempDir Path top;
    private ManagerHost host;
    private Plugin old;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        old = host.enabled("x:1");
        host.event(PluginEvent.Kind.ENABLE);
        host.registry.add("x:2", config("docker.volumedriver/1.0"), "new layer");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void replacesTheProcessUnderTheSameClientsAndLeases() throws Exception {
        PluginClient client = host.manager.find("x:1", VOLUMES);
        List<Object> services = services();
        try (Lease lease = host.manager.lease("x:1", VOLUMES, "a test")) {
            Plugin upgraded = upgrade("x:2").await();
            assertEquals(PluginState.ENABLED, upgraded.status().state());
            assertEquals(old.status().since(), upgraded.status().since());
            assertEquals(Set.of(old.id() + "-2"), host.runtime.running());
            assertSame(client, host.manager.find("x:1", VOLUMES));
            assertEquals(services, services());
            call(client);
            call(lease.client());
            assertEquals(List.of("a test"), host.manager.find("x:1").status().holders());
        }
        assertEquals(old.digest(), host.manager.find("x:1").previousVersions().get(0).digest());
        assertEquals("x:2", host.event(PluginEvent.Kind.PULL).attributes().get("reference"));
    }

    @Test
    void returnsTheSameWay() throws Exception {
        upgrade("x:2").await();
        PluginClient client = host.manager.find("x:1", VOLUMES);
        assertThrows(
                PluginEnabledException.class,
                () -> host.manager.rollback("x:1", RollbackOptions.DEFAULT).await());
        RollbackOptions hot = RollbackOptions.DEFAULT.withHot(Duration.ZERO);
        Plugin back = host.manager.rollback("x:1", hot).await();
        assertEquals(old.digest(), back.digest());
        assertEquals(Set.of(old.id()), host.runtime.running());
        call(client);
        host.manager.disable("x:1", false).await();
        assertEquals(Set.of(), host.runtime.running());
    }

    @Test
    void failsNoCall() throws Exception {
        PluginClient client = host.manager.find("x:1", VOLUMES);
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> calls =
                    List.of(1, 2, 3, 4).stream()
                            .map(n -> callers.submit(() -> callUntil(enough, client)))
                            .toList();
            for (int i = 0; i < 10; i++) {
                upgrade("x:2").await();
                host.manager
                        .rollback("x:1", RollbackOptions.DEFAULT.withHot(Duration.ZERO))
                        .await();
            }
            enough.set(true);
            for (Future<Integer> each : calls) {
                assertTrue(each.get() > 0);
            }
        } finally {
            enough.set(true);
            callers.shutdown();
        }
    }

    private static int callUntil(AtomicBoolean enough, PluginClient client) {
        int made = 0;
        while (!enough.get()) {
            call(client);
            made++;
        }
        return made;
    }

    @Test
    void letsACallUnderWayComeToItsEnd() throws Exception {
        PluginClient client = host.manager.find("x:1", VOLUMES);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        host.runtime.beforeAnswer =
                () -> {
                    called.countDown();
                    answer.await();
                };
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            Future<?> underWay = caller.submit(() -> call(client));
            called.await();
            host.runtime.beforeAnswer = () -> {};
            Operation<Plugin> upgrade = upgrade("x:2");
            startOfTheOther();
            call(client);
            assertFalse(underWay.isDone());
            assertFalse(upgrade.isDone(), "it waits for the call under way");
            answer.countDown();
            underWay.get();
            upgrade.await();
        } finally {
            answer.countDown();
            caller.shutdown();
        }
    }

    @Test
    void withdrawsWhatIsGoneAndPublishesWhatIsNew() throws Exception {
        host.registry.add("x:3", config("docker.logdriver/1.0"), "another layer");
        PluginClient gone = host.manager.find("x:1", VOLUMES);
        upgrade("x:3").await();
        assertThrows(InadequateCapabilityException.class, () -> host.manager.find("x:1", VOLUMES));
        PluginClient more = host.manager.find("x:1", Capability.parse("docker.logdriver/1.0"));
        call(more);
        assertFalse(services().contains(gone));
        assertTrue(services().contains(more));
    }

    @Test
    void asksConsentToWhatIsNewOnly() throws Exception {
        host.registry.add("x:3", wanting("host"), "third");
        host.registry.add("x:4", wanting("host", "\"pidhost\":true,"), "fourth");
        Privilege network = Privilege.of("network", "", List.of("host"));
        Privilege pid = Privilege.of("host pid namespace", "", List.of("true"));
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:3").await());
        assertEquals(old.digest(), host.manager.find("x:1").digest());
        upgrade("x:3", network).await();
        assertEquals(
                List.of("host pid namespace"),
                host.manager.newPrivileges("x:1", ManagerHost.request("x:4")).await().stream()
                        .map(Privilege::name)
                        .toList());
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:4").await());
        assertThrows(PrivilegesNotGrantedException.class, () -> upgrade("x:4", network).await());
        upgrade("x:4", pid).await();
        upgrade("x:3", network).await();
    }

    @Test
    void leavesTheOldVersionWhenTheNewOneDoesNotStart() throws Exception {
        host.runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("it ended with exit code 3", 3, List.of("ah"));
                };
        PluginNotReplacedException refusal =
                assertThrows(PluginNotReplacedException.class, () -> upgrade("x:2").await());
        assertEquals(
                "plugin x:1 stays at its present version, because the other one is not usable: "
                        + "it ended with exit code 3\n  ah",
                refusal.getMessage());
        PluginEvent death = host.event(PluginEvent.Kind.DIE);
        assertEquals(digestOf("x:2"), death.attributes().get("version"));
        unchanged();
    }

    @Test
    void leavesTheOldVersionWhenTheNewOneEndsInItsTrial() throws Exception {
        UpgradeOptions patient = UpgradeOptions.DEFAULT.withHot(Duration.ofHours(1));
        Operation<Plugin> upgrade = upgrade("x:2", patient);
        startOfTheOther();
        host.runtime.die(old.id() + "-2", 9);
        assertThrows(PluginNotReplacedException.class, upgrade::await);
        unchanged();
    }

    @Test
    void takesTheNewVersionAtOnceWhenTheOldOneEndsInTheTrial() throws Exception {
        UpgradeOptions patient = UpgradeOptions.DEFAULT.withHot(Duration.ofHours(1));
        Operation<Plugin> upgrade = upgrade("x:2", patient);
        startOfTheOther();
        host.runtime.die(old.id(), 9);
        assertEquals(digestOf("x:2"), upgrade.await().digest().toString());
        call(host.manager.find("x:1", VOLUMES));
        assertEquals(Set.of(old.id() + "-2"), host.runtime.running());
    }

    @Test
    void isCancelledByADisable() throws Exception {
        UpgradeOptions patient = UpgradeOptions.DEFAULT.withHot(Duration.ofHours(1));
        Operation<Plugin> upgrade = upgrade("x:2", patient);
        startOfTheOther();
        host.manager.disable("x:1", false).await();
        assertThrows(OperationCancelledException.class, upgrade::await);
        assertEquals(Set.of(), host.runtime.running());
        assertEquals(old.digest(), host.manager.find("x:1").digest());
    }

    @Test
    void isCancelledByItsUser() throws Exception {
        UpgradeOptions patient = UpgradeOptions.DEFAULT.withHot(Duration.ofHours(1));
        Operation<Plugin> upgrade = upgrade("x:2", patient);
        startOfTheOther();
        upgrade.cancel();
        assertThrows(OperationCancelledException.class, upgrade::await);
        unchanged();
    }

    @Test
    void refusesAnotherPropagatedMount() {
        host.registry.add(
                "x:3",
                config("docker.volumedriver/1.0")
                        .replaceFirst("\\{", "{\"propagatedMount\":\"/d\","),
                "third");
        PluginNotReplacedException refusal =
                assertThrows(PluginNotReplacedException.class, () -> upgrade("x:3").await());
        assertTrue(refusal.getMessage().endsWith("disable the plugin first"), refusal.getMessage());
    }

    @Test
    void startsAPluginThatHasFailedWithTheNewVersion() throws Exception {
        host.runtime.beforeStart =
                launch -> {
                    if (launch.id().equals(old.id())) {
                        throw new PluginRuntimeException("no", 3, List.of());
                    }
                };
        host.runtime.die(old.id(), 1);
        host.event(PluginEvent.Kind.BACKOFF);
        Plugin upgraded = upgrade("x:2").await();
        assertEquals(PluginState.ENABLED, upgraded.status().state());
        call(host.manager.find("x:1", VOLUMES));
    }

    @Test
    void upgradesADisabledPluginAsWithoutIt() throws Exception {
        host.manager.disable("x:1", false).await();
        Plugin upgraded = upgrade("x:2").await();
        assertEquals(PluginState.DISABLED, upgraded.status().state());
        assertEquals(digestOf("x:2"), upgraded.digest().toString());
    }

    @Test
    void isTakenOverByTheNextEngine() throws Exception {
        upgrade("x:2").await();
        host.close();
        host = new ManagerHost(top, host.registry, host.runtime, true);
        // Another engine on the same runtime: nothing runs, since the first has ended it.
        host.manager.bindRuntime(host.runtime);
        host.event(PluginEvent.Kind.START);
        assertEquals(Set.of(old.id() + "-2"), host.runtime.running());
    }

    private List<Object> services() {
        return host.services.all.stream().<Object>map(ServiceList.Registered::service).toList();
    }

    private void startOfTheOther() throws InterruptedException {
        PluginEvent start = host.event(PluginEvent.Kind.START);
        while (!start.attributes().containsKey("version")) {
            start = host.event(PluginEvent.Kind.START);
        }
    }

    private void unchanged() throws Exception {
        assertEquals(old, host.manager.find("x:1"));
        assertEquals(Set.of(old.id()), host.runtime.running());
        assertEquals(3, host.blobs().size());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(
                List.of("plugin.json", "rootfs"),
                host.tree("plugins/" + old.id()).stream().filter(f -> f.indexOf('/') < 0).toList());
        call(host.manager.find("x:1", VOLUMES));
    }

    private String digestOf(String reference) throws InterruptedException {
        return host.registry
                .resolve(PluginReference.parse(reference), Optional.empty())
                .manifest()
                .digest()
                .toString();
    }

    private static void call(PluginClient client) {
        assertEquals("{}", new String(client.call(CALL), StandardCharsets.UTF_8));
    }

    private Operation<Plugin> upgrade(String reference, Privilege... granted) {
        InstallRequest request = ManagerHost.request(reference).withPrivileges(List.of(granted));
        return host.manager.upgrade("x:1", request, HOT, ProgressListener.NONE);
    }

    private Operation<Plugin> upgrade(String reference, UpgradeOptions options) {
        return host.manager.upgrade(
                "x:1", ManagerHost.request(reference), options, ProgressListener.NONE);
    }

    private static String config(String type) {
        return "{\"interface\":{\"types\":[\"%s\"],\"socket\":\"p.sock\"},\"env\":[]}"
                .formatted(type);
    }

    private static String wanting(String network, String... more) {
        return "{%s\"network\":{\"type\":\"%s\"},\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"}}"
                .formatted(String.join("", more), network);
    }
}
