package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.PluginClient;
import dev.berth.core.publish.DriverBinder;
import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginNotReplacedException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.testing.TestTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HotReplacementTest extends HotUpgradeTestBase {
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
    void tellsTheDriverFactoriesOfTheOtherProcess() throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch replaced = new CountDownLatch(1);
        DriverBinder.add(
                host.drivers,
                "docker.volumedriver",
                new DriverFactory<Runnable>() {
                    @Override
                    public Class<Runnable> type() {
                        return Runnable.class;
                    }

                    @Override
                    public Runnable create(DriverClient plugin) {
                        made.countDown();
                        return replaced::countDown;
                    }

                    @Override
                    public void replaced(Runnable driver) {
                        driver.run();
                    }
                });
        assertTrue(made.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        upgrade("x:2").await();
        assertTrue(replaced.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
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
    void isRestartedWhenWhatIsNewCannotBePublished() throws Exception {
        host.registry.add(
                "x:3", config("docker.logdriver/1.0\",\"docker.volumedriver/1.0"), "third");
        host.manager.disable("x:1", false).await();
        upgrade("x:3").await();
        host.manager.rollback("x:1", RollbackOptions.DEFAULT).await();
        host.manager.enable("x:1", EnableOptions.DEFAULT).await();
        host.services.refused = PluginClient.class;
        assertThrows(OperationFailedException.class, () -> upgrade("x:3").await());
        assertEquals(Set.of(), host.runtime.running());
        host.services.refused = null;
        host.event(PluginEvent.Kind.RESTART);
        assertEquals(digestOf("x:3"), host.manager.find("x:1").digest().toString());
        call(host.manager.find("x:1", VOLUMES));
        host.manager.remove("x:1", true).await();
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void clearsAwayWhatIsLeftOfAVersionThatDidNotRun() throws Exception {
        host.runtime.beforeStart =
                launch -> {
                    if (launch.id().equals(old.id())) {
                        throw new PluginRuntimeException("no", 3, List.of());
                    }
                };
        host.runtime.die(old.id(), 1);
        host.event(PluginEvent.Kind.BACKOFF);
        host.runtime.leftOver.add(old.id());
        upgrade("x:2").await();
        assertEquals(Set.of(), host.runtime.leftOver);
        assertEquals(Set.of(old.id() + "-2"), host.runtime.running());
    }
}
