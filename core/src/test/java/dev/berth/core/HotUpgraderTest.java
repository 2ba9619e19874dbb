package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.core.publish.DriverBinder;
import dev.berth.core.testing.KeeperFactory;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HotUpgraderTest extends HotUpgradeTestBase {
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
    void changesWhatTheServicesSay() throws Exception {
        KeeperFactory keepers = new KeeperFactory();
        DriverBinder.add(host.drivers, "*", keepers);
        keepers.nextMade();
        saysEverywhere(CapabilityProperties.PLUGIN_DIGEST, old.digest().toString());
        Plugin upgraded = upgrade("x:2").await();
        saysEverywhere(CapabilityProperties.PLUGIN_DIGEST, upgraded.digest().toString());
        saysEverywhere(
                CapabilityProperties.PLUGIN_SOURCE, upgraded.source().orElseThrow().toString());
    }

    /** The services of other bundles' factories say it on their own thread. */
    private void saysEverywhere(String property, String value) throws InterruptedException {
        host.services.await(
                () ->
                        host.services.all.size() == 3
                                && host.services.all.stream()
                                        .allMatch(
                                                each ->
                                                        value.equals(
                                                                each.properties().get(property))));
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
    void upgradesADisabledPluginAsWithoutIt() throws Exception {
        host.manager.disable("x:1", false).await();
        Plugin upgraded = upgrade("x:2").await();
        assertEquals(PluginState.DISABLED, upgraded.status().state());
        assertEquals(digestOf("x:2"), upgraded.digest().toString());
    }

    @Test
    void isTakenOverByTheNextEngineWhichClearsTheFormerVersionAway() throws Exception {
        host = host.restarted(true);
        host.manager.bindRuntime(host.runtime);
        host.event(PluginEvent.Kind.START);
        upgrade("x:2").await();
        // As if the engine had been killed before the former version was stopped.
        host.runtime.leftOver.add(old.id());
        host.runtime.cleared.clear();
        host = host.restarted(true);
        host.manager.bindRuntime(host.runtime);
        host.log.next("plugin x:1: what a hot upgrade left running is ended");
        assertEquals(old.id() + "-2", host.runtime.attached.get(0).id());
        assertEquals(Set.of(old.id() + "-2"), host.runtime.running());
        assertEquals(List.of(old.id()), host.runtime.cleared);
        call(host.manager.find("x:1", VOLUMES));
    }
}
