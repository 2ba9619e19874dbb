package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.PluginProgram;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three plugins, each a process of its own; one of them is stopped by SIGSTOP. */
class AStoppedPluginTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int THRESHOLD = 3;
    private static final int STOPPED = 2;

    @TempDir Path folder;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<PluginProgram> programs = new ArrayList<>();
    private final List<PluginConnection> connections = new ArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final CallListener circuits =
            (plugin, open, why) -> changes.add(plugin.name() + " " + open);
    private final List<PluginClient> clients = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        timer.setRemoveOnCancelPolicy(true);
        for (String name : List.of("a", "b", "c")) {
            Path socket = folder.resolve(name);
            programs.add(PluginProgram.start(socket));
            PluginIdentity identity = new PluginIdentity(name, Optional.of(name), HostPaths.none());
            CallLimits limits = new CallLimits(DEADLINE, 16, THRESHOLD, PAUSE);
            connections.add(
                    PluginConnection.unix(
                            identity, PluginSocket.ofHost(socket), limits, timer, circuits));
            clients.add(connections.get(connections.size() - 1).client(Capability.VOLUME_DRIVER));
        }
    }

    @AfterEach
    void stop() throws Exception {
        connections.forEach(PluginConnection::close);
        for (PluginProgram program : programs) {
            program.kill();
        }
        timer.shutdownNow();
    }

    @Test
    void failsAtTheDeadlineThenAtOnceAndAnswersAgainAfterItsRecovery() throws Exception {
        call(STOPPED, DEADLINE.multipliedBy(100));
        programs.get(STOPPED).signal("STOP");
        callUntilItTimesOut(STOPPED);
        for (int i = 1; i < THRESHOLD; i++) {
            assertThrows(PluginTimeoutException.class, () -> call(STOPPED, DEADLINE));
        }
        PluginCircuitOpenException refused =
                assertThrows(PluginCircuitOpenException.class, () -> call(STOPPED, DEADLINE));
        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "plugin c: VolumeDriver.Get: not sent, because 3 calls in a row had"
                                        + " no answer, the last: no answer in time. Calls fail at"
                                        + " once since "),
                refused.getMessage());
        call(0, DEADLINE.multipliedBy(100));
        call(1, DEADLINE.multipliedBy(100));
        programs.get(STOPPED).signal("CONT");
        CountDownLatch pause = new CountDownLatch(1);
        long wait = refused.untilRetry().toNanos() + TimeUnit.MILLISECONDS.toNanos(10);
        timer.schedule(pause::countDown, wait, TimeUnit.NANOSECONDS);
        pause.await();
        assertEquals(List.of("c true"), changes);
        call(STOPPED, DEADLINE.multipliedBy(100));
        call(STOPPED, DEADLINE.multipliedBy(100));
        assertEquals(List.of("c true", "c false"), changes);
    }

    /** A signal that was sent need not have stopped the process yet. */
    private void callUntilItTimesOut(int plugin) {
        while (true) {
            try {
                call(plugin, DEADLINE);
            } catch (PluginTimeoutException e) {
                return;
            }
        }
    }

    /** The figures are for people: a machine under load must not fail a build. */
    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void leavesTheOthersAsFastAsTheyWere() throws Exception {
        load(3);
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            Load before = load(5);
            programs.get(STOPPED).signal("STOP");
            Load during = load(5);
            programs.get(STOPPED).signal("CONT");
            load(2);
            ratios.add(during.p99() / before.p99());
            System.out.printf(
                    "round %d: p99 of the others %.3f ms, with one stopped %.3f ms, ratio %.2f;"
                            + " of the stopped one %s%n",
                    round,
                    before.p99(),
                    during.p99(),
                    during.p99() / before.p99(),
                    during.failures());
        }
        ratios.sort(null);
        System.out.printf("ratio of the p99, median of 5: %.2f, all %s%n", ratios.get(2), ratios);
        call(STOPPED, Duration.ofSeconds(10));
    }

    /** What came of some seconds in which each plugin got 1,000 calls a second. */
    private record Load(BlockingQueue<Long> nanos, BlockingQueue<String> failed) {
        double p99() {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted[sorted.length * 99 / 100] / 1e6;
        }

        String failures() {
            long[] counts = new long[2];
            failed.forEach(name -> counts[name.contains("Circuit") ? 0 : 1]++);
            return "%d calls refused, %d ended at their deadline".formatted(counts[0], counts[1]);
        }
    }

    private Load load(int seconds) throws InterruptedException {
        Load load = new Load(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        List<ScheduledThreadPoolExecutor> callers = new ArrayList<>();
        for (int plugin = 0; plugin < clients.size(); plugin++) {
            int called = plugin;
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(4);
            callers.add(pool);
            for (int thread = 0; thread < 4; thread++) {
                pool.scheduleAtFixedRate(
                        () -> measure(called, load), thread, 4, TimeUnit.MILLISECONDS);
            }
        }
        CountDownLatch end = new CountDownLatch(1);
        timer.schedule(end::countDown, seconds, TimeUnit.SECONDS);
        end.await();
        for (ScheduledThreadPoolExecutor pool : callers) {
            pool.shutdown();
            assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        }
        return load;
    }

    private void measure(int plugin, Load load) {
        long begun = System.nanoTime();
        try {
            call(plugin, DEADLINE);
            if (plugin != STOPPED) {
                load.nanos().add(System.nanoTime() - begun);
            }
        } catch (PluginException e) {
            load.failed().add(e.getClass().getSimpleName());
        }
    }

    private void call(int plugin, Duration deadline) {
        byte[] answer = clients.get(plugin).call(PluginRequest.ask("VolumeDriver.Get", deadline));
        assertEquals(10, answer.length, () -> Arrays.toString(answer));
    }
}
