package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.SettingNotSettableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is kept running, or given up, as is set for it. */
class SupervisionTest {
    private static final Duration LATE = Duration.ofSeconds(20);

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

    private Plugin enabled(String... settings) throws InterruptedException {
        host.install("x");
        host.manager.set("x", List.of(settings)).await();
        return host.manager.enable("x", EnableOptions.DEFAULT).await();
    }

    private PluginStatus status() {
        return host.manager.find("x").status();
    }

    @Test
    void givesAPluginUpThatHasCrashedTooOftenUntilTheUserEnablesIt() throws Exception {
        Plugin plugin = enabled("@crash.budget=2", "@restart.delay=1ms");
        host.runtime.die(plugin.id(), 1);
        host.event(Kind.RESTART);
        host.runtime.die(plugin.id(), 137);
        String verdict =
                "it crashed 2 times within 10m, and is not started again: it ended with exit code"
                        + " 137";
        assertEquals(Map.of("message", verdict), host.event(Kind.FAIL).attributes());
        assertEquals(PluginState.FAILED, status().state());
        assertEquals(verdict, status().problem().orElseThrow());
        assertTrue(host.manager.find("x").enabled(), "the user still wants it");
        host.manager.bindRuntime(host.runtime);
        assertThrows(PluginEnabledException.class, () -> host.manager.set("x", List.of()).await());
        assertEquals(PluginState.FAILED, status().state(), "a runtime that comes is no command");
        assertEquals(2, host.runtime.launches.size());
        host.manager.enable("x", EnableOptions.DEFAULT).await();
        assertEquals(PluginState.ENABLED, status().state());
        host.runtime.die(plugin.id(), 1);
        host.event(Kind.RESTART);
    }

    @Test
    void leavesAFailedPluginFailedIfItCannotBeEnabled() throws Exception {
        Plugin plugin = enabled("@crash.budget=1");
        host.runtime.die(plugin.id(), 1);
        host.event(Kind.FAIL);
        host.runtime.beforeStart =
                launch -> {
                    throw new PluginRuntimeException("no key", 3, List.of());
                };
        assertThrows(
                PluginRuntimeException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        assertEquals(PluginState.FAILED, status().state());
        assertEquals("no key", status().problem().orElseThrow());
        host.manager.disable("x", false).await();
        assertEquals(PluginState.DISABLED, status().state());
    }

    @Test
    void countsStartsThatEndAtOnceAndNotThoseThatTheRuntimeFails() throws Exception {
        Plugin plugin = enabled("@crash.budget=2", "@restart.delay=1ms", "@restart.delay.max=1ms");
        CountDownLatch often = new CountDownLatch(5);
        host.runtime.beforeStart =
                launch -> {
                    often.countDown();
                    if (often.getCount() > 0) {
                        throw new PluginRuntimeException("containerd is away", null);
                    }
                    throw new PluginRuntimeException("x ended", 3, List.of());
                };
        host.runtime.die(plugin.id(), 1);
        assertEquals("3", host.event(Kind.DIE, "x ended").attributes().get("exitCode"));
        host.event(Kind.FAIL);
        assertEquals(0, often.getCount());
    }

    @Test
    void saysThatAPluginWasOutOfMemory() throws Exception {
        Plugin plugin = enabled("@restart.delay=1h");
        host.runtime.starve(plugin.id());
        PluginEvent death = host.event(Kind.DIE);
        assertEquals("true", death.attributes().get("oom"));
        assertEquals("9", death.attributes().get("signal"));
        assertEquals(
                "it ended with exit code 137, out of memory", death.attributes().get("message"));
        host.event(Kind.BACKOFF);
        assertTrue(status().lastExit().orElseThrow().outOfMemory());
        assertEquals(
                "it ended with exit code 137, out of memory", status().problem().orElseThrow());
    }

    @Test
    void tellsOfTheStartAndTheEndOfAProcessThatEndsBeforeItIsReachable() throws Exception {
        host.install("x");
        TaskExit starved = TaskExit.of(137).withOutOfMemory(true);
        host.runtime.beforeStart =
                launch -> {
                    throw PluginRuntimeException.ended("x ended", starved);
                };
        assertThrows(
                PluginRuntimeException.class,
                () -> host.manager.enable("x", EnableOptions.DEFAULT).await());
        PluginEvent death = host.event(Kind.DIE);
        assertEquals(
                List.of(Kind.PULL, Kind.START, Kind.DIE),
                host.past.stream().map(PluginEvent::kind).toList());
        assertEquals("true", death.attributes().get("oom"));
        assertTrue(status().lastExit().orElseThrow().outOfMemory());
    }

    @Test
    void tellsOfEachStep() throws Exception {
        Plugin plugin = enabled("@restart.delay=1ms", "@restart.reset=1ms");
        host.runtime.die(plugin.id(), 137);
        host.event(Kind.RECOVER);
        host.manager.disable("x", false).await();
        host.event(Kind.DISABLE);
        List<Kind> kinds = new ArrayList<>();
        host.past.forEach(event -> kinds.add(event.kind()));
        assertEquals(
                List.of(
                        Kind.PULL,
                        Kind.SET,
                        Kind.START,
                        Kind.ENABLE,
                        Kind.DIE,
                        Kind.BACKOFF,
                        Kind.START,
                        Kind.RESTART,
                        Kind.RECOVER,
                        Kind.STOP,
                        Kind.DISABLE),
                kinds);
        PluginEvent death = host.past.get(4);
        assertEquals(
                Map.of(
                        "exitCode", "137",
                        "signal", "9",
                        "message", "it ended with exit code 137"),
                death.attributes());
        assertEquals(
                Map.of("delay", "0", "message", "it ended with exit code 137"),
                host.past.get(5).attributes());
        assertEquals("143", host.past.get(9).attributes().get("exitCode"));
    }

    @Test
    void replacesAPluginThatDoesNotAnswer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        host.runtime.beforeAnswer = end::await;
        enabled(
                "@health.probe=http",
                "@health.interval=1ms",
                "@health.timeout=50ms",
                "@health.threshold=2",
                "@restart.delay=1ms");
        String why =
                "2 health probes in a row have failed: no answer to Plugin.Activate within 0.05 s";
        assertEquals(Map.of("message", why), host.event(Kind.UNHEALTHY).attributes());
        host.runtime.beforeAnswer = () -> {};
        end.countDown();
        assertEquals(why, host.event(Kind.DIE).attributes().get("message"));
        host.event(Kind.RESTART);
        assertEquals(PluginState.ENABLED, status().state());
        host.manager.disable("x", false).await();
    }

    @Test
    void followsWhatIsSetWhileThePluginRuns() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        host.runtime.beforeAnswer = asked::countDown;
        enabled("@health.interval=1ms", "@health.probe=none");
        host.manager.set("x", List.of("@health.probe=http")).await();
        assertTrue(asked.await(LATE.toSeconds(), TimeUnit.SECONDS));
        assertThrows(
                PluginEnabledException.class,
                () -> host.manager.set("x", List.of("@health.probe=none", "A=b")).await());
        assertEquals("http", host.manager.find("x").supervision().get("health.probe"));
    }

    @Test
    void keepsWhatIsSetOverAnUpgradeAndARestart() throws Exception {
        host.install("x");
        host.manager.set("x", List.of("@health.interval=7s")).await();
        host.registry.add("y", ManagerHost.CONFIG, "another");
        host.manager.upgrade("x", ManagerHost.request("y"), ProgressListener.NONE).await();
        assertEquals("7s", host.manager.find("x").supervision().get("health.interval"));
        host = host.restarted(false);
        assertEquals("7s", host.manager.find("x").supervision().get("health.interval"));
        assertEquals("5s", host.manager.find("x").supervision().get("health.timeout"));
        host.manager.set("x", List.of("@health.interval=")).await();
        assertEquals("10s", host.manager.find("x").supervision().get("health.interval"));
    }

    @Test
    void takesNoneOfSettingsOfWhichOneIsWrong() throws Exception {
        host.install("x");
        Plugin before = host.manager.find("x");
        assertThrows(
                SettingNotSettableException.class,
                () -> host.manager.set("x", List.of("@crash.budget=1", "@no=1")).await());
        assertThrows(
                SettingNotSettableException.class,
                () -> host.manager.set("x", List.of("@crash.budget=1", "NO=1")).await());
        assertEquals(before, host.manager.find("x"));
    }

    @Test
    void limitsStartAndStopAsIsSet() throws Exception {
        List<Duration> graces = new ArrayList<>();
        host.runtime.beforeStop = graces::add;
        enabled("@start.timeout=2m", "@stop.timeout=3s");
        assertEquals(Duration.ofMinutes(2), host.runtime.launches.get(0).timeout());
        host.manager.disable("x", false).await();
        assertEquals(List.of(Duration.ofSeconds(3)), graces);
        host.manager.set("x", List.of("@start.timeout=", "@stop.timeout=")).await();
        host.manager.enable("x", EnableOptions.DEFAULT.withStart(Duration.ofSeconds(5))).await();
        assertEquals(Duration.ofSeconds(5), host.runtime.launches.get(1).timeout());
        host.manager.disable("x", false).await();
        assertEquals(Duration.ofSeconds(10), graces.get(1));
    }

    @Test
    void takesItsDefaultsFromTheConfiguration() throws Exception {
        Plugin plugin = enabled();
        assertEquals("none", plugin.supervision().get("health.probe"));
        host.manager.change(TestConfiguration.of(top).withHealthProbe("http").withCrashBudget(-1));
        Map<String, String> changed = host.manager.find("x").supervision();
        assertEquals("http", changed.get("health.probe"));
        assertEquals("10", changed.get("crash.budget"), "what is out of range is standard");
        assertFalse(host.manager.find("x").equals(plugin));
    }
}
