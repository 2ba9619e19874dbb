package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.desired.plan.PlanStep;
import dev.berth.desired.plan.WantedPlugin;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.PlannedPlugin;
import dev.berth.plugin.error.InvalidDesiredStateException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.shared.thread.ExponentialBackoff;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import dev.berth.testing.plugin.PluginFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppliedPluginsTest {
    private static final String TWO =
            """
            plugins:
            - reference: acme/vol:1
            - reference: acme/net:1
              enabled: false
              when.deleted: remove
            """;

    @TempDir Path folder;
    private final RecordingLog log = new RecordingLog();
    private final Map<String, PluginFixture> plugins = new ConcurrentSkipListMap<>();
    private volatile boolean registryFails;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private Reconciler reconciler;
    private AppliedPlugins applied;

    @BeforeEach
    void start() {
        reconciler =
                new Reconciler(
                        () -> List.<Plugin>copyOf(plugins.values()),
                        this::run,
                        new SettledConfigurations(
                                new SettledFile(folder.resolve("desired.json"), log.logger()),
                                SettledConfigurations.ALL_HAVE_COME),
                        new BackOff(
                                Duration.ZERO,
                                new ExponentialBackoff(
                                        Duration.ofMillis(10), Duration.ofMillis(20))),
                        log.logger());
        applied =
                new AppliedPlugins(
                        reconciler,
                        () -> List.copyOf(plugins.values()),
                        folder.resolve("applied.json"),
                        log.logger());
    }

    @AfterEach
    void stop() {
        reconciler.close();
    }

    private void run(String pid, WantedPlugin wanted, List<PlanStep> steps)
            throws InterruptedException {
        gate.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (registryFails) {
            throw new OperationFailedException("pull", new IllegalStateException("no registry"));
        }
        String name = wanted.name().familiar();
        for (PlanStep step : steps) {
            PluginFixture before =
                    plugins.getOrDefault(
                            name, PluginFixture.of(name).withSource(wanted.reference()));
            switch (step.kind()) {
                case ENABLE -> plugins.put(name, before.in(PluginState.ENABLED));
                case DISABLE -> plugins.put(name, before.in(PluginState.DISABLED));
                case REMOVE -> plugins.remove(name);
                default -> plugins.put(name, before.withSource(wanted.reference()));
            }
        }
    }

    private DesiredPlan plan(String document, boolean prune) {
        return applied.plan(document.getBytes(StandardCharsets.UTF_8), prune);
    }

    private String planned(String document, boolean prune) {
        return plan(document, prune).plugins().stream()
                .map(AppliedPluginsTest::line)
                .collect(Collectors.joining("; "));
    }

    private static String line(PlannedPlugin plugin) {
        return "%s %s %s".formatted(plugin.change(), plugin.name().familiar(), plugin.steps());
    }

    private static void await(CompletionStage<Void> outcome) throws Exception {
        outcome.toCompletableFuture().get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void apply(String document, boolean prune) throws Exception {
        for (CompletionStage<Void> outcome : plan(document, prune).apply().values()) {
            await(outcome);
        }
    }

    private String refusal(String document) {
        return assertThrows(InvalidDesiredStateException.class, () -> plan(document, false))
                .getMessage();
    }

    @Test
    void isDoneOnceAndIsThenUnchanged() throws Exception {
        assertEquals(
                "INSTALL acme/vol:1 [install, enable]; INSTALL acme/net:1 [install]",
                planned(TWO, false));
        assertTrue(plan(TWO, false).isChange());
        assertEquals(Map.of(), plugins);
        apply(TWO, false);
        assertTrue(plugins.get("acme/vol:1").enabled());
        assertFalse(plugins.get("acme/net:1").enabled());
        assertEquals("NONE acme/vol:1 []; NONE acme/net:1 []", planned(TWO, true));
        assertFalse(plan(TWO, true).isChange());
    }

    @Test
    void survivesARestartAndBringsAUsersChangeBackWhenItIsAppliedAgain() throws Exception {
        apply(TWO, false);
        reconciler.close();
        plugins.computeIfPresent("acme/vol:1", (name, vol) -> vol.in(PluginState.DISABLED));
        start();
        log.next("plugin:apply docker.io/acme/vol:1: acme/vol:1 from acme/vol:1 was changed");
        assertEquals("UPDATE acme/vol:1 [enable]; NONE acme/net:1 []", planned(TWO, false));
        apply(TWO, false);
        assertTrue(plugins.get("acme/vol:1").enabled());
    }

    @Test
    void endsWhatIsNoLongerInTheDocumentOnlyIfItIsToBePruned() throws Exception {
        apply(TWO, false);
        String one = "plugins: [{reference: acme/vol:1}]";
        assertEquals("NONE acme/vol:1 []; LEFT acme/net:1 [remove]", planned(one, false));
        assertFalse(plan(one, false).isChange());
        assertEquals("NONE acme/vol:1 []; END acme/net:1 [remove]", planned(one, true));
        apply(one, true);
        assertFalse(plugins.containsKey("acme/net:1"));
        assertEquals("END acme/vol:1 [disable]", planned("plugins:", true));
        apply("plugins:", true);
        assertFalse(plugins.get("acme/vol:1").enabled());
        assertEquals("", planned("plugins:", true));
    }

    /** Somebody else has applied another document since the plan was shown. */
    @Test
    void endsOnlyWhatThePlanHasShown() throws Exception {
        apply(TWO, false);
        DesiredPlan shown = plan("plugins: [{reference: acme/vol:1}]", true);
        apply("plugins: [{reference: acme/log:1}]", false);
        for (CompletionStage<Void> outcome : shown.apply().values()) {
            await(outcome);
        }
        assertFalse(plugins.containsKey("acme/net:1"));
        assertEquals(
                "LEFT acme/log:1 [disable]; LEFT acme/vol:1 [disable]", planned("plugins:", false));
    }

    /** A plugin that nobody has applied is no document's to end. */
    @Test
    void leavesOtherPluginsAlone() throws Exception {
        plugins.put("acme/own:1", PluginFixture.of("acme/own:1").in(PluginState.ENABLED));
        apply("plugins:", true);
        assertTrue(plugins.get("acme/own:1").enabled());
    }

    @Test
    void adoptsAPluginThatIsHereAndTakesOverAChangedRule() throws Exception {
        apply(TWO, false);
        reconciler.close();
        Files.delete(folder.resolve("applied.json"));
        start();
        assertEquals("UPDATE acme/vol:1 [adopt]; UPDATE acme/net:1 [adopt]", planned(TWO, false));
        apply(TWO, false);
        String kept = TWO.replace("remove", "keep");
        assertEquals("NONE acme/vol:1 []; UPDATE acme/net:1 [reconfigure]", planned(kept, false));
        apply(kept, false);
        assertEquals(
                "LEFT acme/net:1 [forget]; LEFT acme/vol:1 [disable]", planned("plugins:", false));
    }

    @Test
    void saysWhyAFirstTryFailsAndGoesOnTrying() throws Exception {
        registryFails = true;
        CompletionStage<Void> outcome =
                plan(TWO, false).apply().get(PluginReference.parse("acme/vol:1"));
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(outcome));
        assertEquals(OperationFailedException.class, failure.getCause().getClass());
        registryFails = false;
        log.next("plugin:apply docker.io/acme/vol:1: acme/vol:1 from acme/vol:1 is as wanted");
        assertTrue(plugins.get("acme/vol:1").enabled());
    }

    /** The plugin here takes each setting, and has none afterwards. */
    @Test
    void saysWhatStillDiffersWhenAllStepsAreDone() throws Exception {
        for (boolean enforced : new boolean[] {false, true}) {
            String document =
                    "plugins: [{reference: acme/vol:1, enforced: %s, settings: {DEBUG: 1}}]"
                            .formatted(enforced);
            CompletionStage<Void> outcome =
                    plan(document, false).apply().get(PluginReference.parse("acme/vol:1"));
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> await(outcome));
            assertEquals(
                    "acme/vol:1 differs after all steps were done; to what is wanted it would still"
                            + " be: [disable, set DEBUG, enable]",
                    failure.getCause().getMessage());
        }
    }

    /** What depends on an outcome is foreign: it may ask for the next plan, and never return. */
    @Test
    void goesOnWhateverDependsOnAnOutcome() throws Exception {
        gate = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        PluginReference vol = PluginReference.parse("acme/vol:1");
        plan(TWO, false).apply().get(vol).thenRun(() -> awaitUnchecked(end));
        CompletionStage<String> next =
                plan(TWO, false).apply().get(vol).thenApply(none -> planned(TWO, false));
        gate.countDown();
        assertTrue(
                next.toCompletableFuture()
                        .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .startsWith("NONE acme/vol:1 []; "));
        apply(TWO, false);
        end.countDown();
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsWhoWaitsWhenBerthStops() throws Exception {
        gate = new CountDownLatch(1);
        CompletionStage<Void> outcome =
                plan(TWO, false).apply().get(PluginReference.parse("acme/vol:1"));
        reconciler.close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(outcome));
        assertEquals(OperationCancelledException.class, failure.getCause().getClass());
        assertThrows(OperationCancelledException.class, () -> plan(TWO, false));
    }

    @Test
    void refusesWhatCannotBeWithItsPlace() {
        assertEquals(
                "line 1, column 23: reference is \"a b\", and must be a plugin's reference"
                        + " (invalid reference format: \"a b\" is not"
                        + " [HOST[:PORT]/]NAME[:TAG][@DIGEST])",
                refusal("plugins: [{reference: a b}]"));
        String missing = refusal("plugins: [{enabled: true}]");
        assertTrue(
                missing.startsWith(
                        "line 1, column 11: reference is missing, and must be a plugin's"
                                + " reference"),
                missing);
        assertEquals(
                "line 2, column 12: enabled is \"yes\", and must be true or false",
                refusal("plugins: [{reference: a,\n  enabled: yes}]"));
        assertEquals(
                "line 3, column 9: another plugin of the document has the name a:latest",
                refusal("plugins:\n- reference: a\n- name: a\n  reference: b\n"));
    }

    @Test
    void leavesAPluginToTheConfigurationThatWantsIt() throws Exception {
        reconciler.want(
                "dev.berth.plugin~vol",
                Wish.read(Map.of("reference", "acme/vol:1"), log.logger()::error));
        assertEquals(
                "line 2, column 3: acme/vol:1 is what configuration dev.berth.plugin~vol wants;"
                        + " change or delete that",
                refusal(TWO));
    }

    @Test
    void beginsNothingThatItCannotKeep() throws Exception {
        DesiredPlan plan = plan(TWO, false);
        Files.createDirectory(folder.resolve("applied.json"));
        Files.createFile(folder.resolve("applied.json").resolve("inside"));
        assertThrows(PluginStorageException.class, plan::apply);
        assertEquals(
                "INSTALL acme/vol:1 [install, enable]; INSTALL acme/net:1 [install]",
                planned(TWO, false));
    }

    @Test
    void wantsNothingByADamagedFile() throws Exception {
        apply(TWO, false);
        reconciler.close();
        Files.writeString(folder.resolve("applied.json"), "{\"plugins\":[{}]}");
        start();
        log.next("applied.json cannot be read");
        log.next("it is kept as " + folder.resolve("applied.json.damaged"));
        assertEquals("", planned("plugins:", true));
        assertTrue(plugins.get("acme/vol:1").enabled());
    }
}
