package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.WantedPlugin;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.shared.thread.ExponentialBackoff;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import dev.berth.testing.plugin.PluginFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
    private static final String PID = "dev.berth.plugin~vol";
    private static final Map<String, Object> VOL = Map.of("reference", "acme/vol:1");

    @TempDir Path folder;
    private final RecordingLog log = new RecordingLog();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private volatile Optional<PluginFixture> plugin = Optional.empty();
    private volatile int failures;
    private volatile Runnable step = () -> {};
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private Duration splay = Duration.ZERO;
    private Duration grace = SettledConfigurations.ALL_HAVE_COME;
    private Reconciler reconciler;

    private void start() {
        reconciler =
                new Reconciler(
                        this::plugins,
                        this::run,
                        new SettledConfigurations(
                                new SettledFile(folder.resolve("desired.json"), log.logger()),
                                grace),
                        new BackOff(
                                splay,
                                new ExponentialBackoff(
                                        Duration.ofMillis(10), Duration.ofMillis(20))),
                        log.logger());
    }

    @AfterEach
    void stop() {
        reconciler.close();
    }

    private List<Plugin> plugins() {
        return plugin.<List<Plugin>>map(List::of).orElse(List.of());
    }

    private void run(String pid, WantedPlugin wanted, List<PlanStep> steps) {
        done.add(steps.toString());
        pass();
        step.run();
        if (failures > 0) {
            failures--;
            throw new OperationFailedException("no registry", null);
        }
        for (PlanStep step : steps) {
            PluginFixture before =
                    plugin.orElse(PluginFixture.of("acme/vol:1").withSource(wanted.reference()));
            plugin =
                    switch (step.kind()) {
                        case ENABLE -> Optional.of(before.in(PluginState.ENABLED));
                        case DISABLE -> Optional.of(before.in(PluginState.DISABLED));
                        case REMOVE -> Optional.empty();
                        default -> Optional.of(before);
                    };
        }
    }

    private void pass() {
        try {
            assertTrue(gate.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void want(Map<String, Object> properties) {
        reconciler.want(PID, Wish.read(properties, log.logger()::error));
    }

    private void assertNext(String steps) throws InterruptedException {
        assertEquals(steps, done.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void makesWhatIsWantedOnce() throws InterruptedException {
        start();
        want(VOL);
        want(VOL);
        assertNext("[install, enable]");
        log.next("acme/vol:1 from acme/vol:1 is as wanted");
        want(VOL);
        reconciler.look();
        want(Map.of("reference", "acme/vol:1", "enabled", false));
        assertNext("[disable]");
        assertNull(done.poll());
    }

    @Test
    void putsTheFirstPullOffAndNothingElse() throws InterruptedException {
        splay = Duration.ofHours(1);
        start();
        want(VOL);
        log.next("acme/vol:1 from acme/vol:1 begins in ");
        reconciler.look();
        plugin =
                Optional.of(
                        PluginFixture.of("acme/vol:1")
                                .withSource(PluginReference.parse("acme/vol:1")));
        want(Map.of("reference", "acme/vol:1", "enforced", true));
        assertNext("[enable]");
        assertNull(done.poll());
    }

    @Test
    void triesAgainUntilItHasSucceeded() throws InterruptedException {
        failures = 3;
        start();
        want(VOL);
        for (int tried = 0; tried < 4; tried++) {
            assertNext("[install, enable]");
        }
        log.next("is as wanted");
        assertEquals(3, log.lines("warn").size());
        assertTrue(log.has("; tried again in"));
    }

    @Test
    void leavesAUsersCommandAndTellsOfIt() throws InterruptedException {
        start();
        want(VOL);
        log.next("is as wanted");
        plugin = plugin.map(there -> there.in(PluginState.DISABLED));
        reconciler.look();
        log.next("to what is wanted it would be: [enable]");
        plugin = plugin.map(there -> there.in(PluginState.ENABLED));
        reconciler.look();
        log.next("is as wanted");
        assertEquals(1, done.size());
    }

    @Test
    void leavesAUsersCommandOverARestart() throws InterruptedException {
        start();
        want(VOL);
        log.next("is as wanted");
        reconciler.look();
        reconciler.close();
        plugin = Optional.empty();
        start();
        want(VOL);
        log.next("to what is wanted it would be: [install, enable]");
        assertEquals(1, done.size());
    }

    private void comesTrueAndIsDisabledWhileItIsDown() throws InterruptedException {
        start();
        want(VOL);
        log.next("is as wanted");
        reconciler.close();
        plugin = plugin.map(there -> there.in(PluginState.DISABLED));
    }

    /** Configurations come one by one after a start, and plugin events in between. */
    @Test
    void keepsWhatHasComeTrueOfAConfigurationThatHasNotComeYet() throws Exception {
        comesTrueAndIsDisabledWhileItIsDown();
        start();
        reconciler.want(
                "dev.berth.plugin~other",
                Wish.read(
                        Map.of("reference", "acme/other:1", "enabled", false),
                        log.logger()::error));
        assertNext("[install, enable]");
        assertNext("[install]");
        log.next("to what is wanted it would be: [install]");
        want(VOL);
        log.next("to what is wanted it would be: [enable]");
    }

    /** A file that was taken away while the engine was down, and is back another day. */
    @Test
    void appliesAnewWhatWasDeletedWhileItWasDown() throws Exception {
        comesTrueAndIsDisabledWhileItIsDown();
        grace = Duration.ofMillis(10);
        start();
        log.next(PID + ": it is no longer there");
        want(VOL);
        assertNext("[install, enable]");
        assertNext("[enable]");
    }

    @Test
    void forgetsWhatIsDeletedBeforeItHasCome() throws Exception {
        comesTrueAndIsDisabledWhileItIsDown();
        start();
        reconciler.deleted(PID);
        want(VOL);
        assertNext("[install, enable]");
        assertNext("[enable]");
    }

    @Test
    void triesAgainAfterAnErrorOfAStep() throws InterruptedException {
        step =
                () -> {
                    throw new NoClassDefFoundError("gone");
                };
        start();
        want(VOL);
        log.next("is not as wanted: dev.berth.plugin~vol failed: java.lang.NoClassDefFoundError");
        step = () -> {};
        log.next("is as wanted");
    }

    @Test
    void bringsBackWhatIsEnforced() throws InterruptedException {
        start();
        want(Map.of("reference", "acme/vol:1", "enforced", true));
        assertNext("[install, enable]");
        log.next("is as wanted");
        plugin = plugin.map(there -> there.in(PluginState.DISABLED));
        reconciler.look();
        log.next("was changed, and is brought back");
        assertNext("[enable]");
    }

    @Test
    void endsWhatIsDeletedAndNothingElse() throws InterruptedException {
        start();
        want(VOL);
        log.next("is as wanted");
        done.clear();
        gate = new CountDownLatch(1);
        reconciler.deleted(PID);
        assertNext("[disable]");
        // The same configuration is back before its end is done.
        want(VOL);
        gate.countDown();
        assertNext("[enable]");
        log.next("is as wanted");
        want(Map.of("reference", "acme/vol:1", "when.deleted", "remove"));
        reconciler.deleted(PID);
        assertNext("[disable, remove]");
        log.next("is no longer wanted: done");
    }

    @Test
    void changesNothingWhenItStops() throws InterruptedException {
        start();
        want(VOL);
        log.next("is as wanted");
        reconciler.close();
        assertTrue(plugin.orElseThrow().enabled());
        assertEquals(1, done.size());
    }

    @Test
    void takesTheFirstOfTwoConfigurationsOfOneName() throws InterruptedException {
        start();
        want(VOL);
        reconciler.want("dev.berth.plugin~z", Wish.read(VOL, log.logger()::error));
        log.next("dev.berth.plugin~z: " + PID + " wants a plugin of the name acme/vol:1, too");
        assertNext("[install, enable]");
        assertNull(done.poll());
    }

    @Test
    void appliesAllAnewWithADamagedFile() throws Exception {
        Files.writeString(folder.resolve("desired.json"), "{");
        start();
        want(VOL);
        log.next("desired.json cannot be read");
        assertNext("[install, enable]");
    }
}
