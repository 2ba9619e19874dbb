package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several threads do at random what can be done, to few plugins. What each thread does follows from
 * the seed; when it comes to it does not. No operation hangs or fails in a way that nobody foresaw,
 * and in the end all that can be seen of the plugins is of one mind.
 */
class ConcurrentOperationsTest {
    private static final boolean LONG = Boolean.getBoolean("berth.long");
    private static final int ROUNDS = LONG ? 100 : 3;
    private static final int THREADS = 6;
    private static final int OPERATIONS = 150;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("n0:1", "n1:1", "n2:1");

    @TempDir Path top;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    @Test
    void leaveOnePicture() throws Exception {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        PluginWorkload.addTo(registry, NAMES);
        int done = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long roundSeed = seed + round * 1000L;
            Path place = top.resolve("round-" + round);
            try (ManagerHost host = new ManagerHost(place, registry, new MemoryRuntime(), false)) {
                host.manager.bindRuntime(host.runtime);
                done += run(host, roundSeed);
                requireOnePicture(host);
                requireSameAfterRestart(host);
            }
            assertTrue(
                    problems.isEmpty(),
                    () ->
                            "replay with -Dberth.seed=%d%n%s"
                                    .formatted(roundSeed, String.join("\n", problems)));
        }
        System.out.printf("%d operations came about, from -Dberth.seed=%d%n", done, seed);
        assertTrue(done > ROUNDS * 20, "only " + done + " operations came about");
    }

    private int run(ManagerHost host, long seed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Queue<String> done = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(seed + number);
            Thread thread = new Thread(() -> work(host, random, done), "test-worker-" + number);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis() * 2);
            assertTrue(!thread.isAlive(), () -> thread.getName() + " hangs, seed " + seed);
        }
        return done.size();
    }

    private void work(ManagerHost host, Random random, Queue<String> done) {
        for (int i = 0; i < OPERATIONS && problems.isEmpty(); i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int kind = random.nextInt(16);
            boolean flag = random.nextBoolean();
            boolean cancel = random.nextInt(8) == 0;
            String what = "%d of %s, %s, cancel %s".formatted(kind, name, flag, cancel);
            try {
                if (kind < 13) {
                    Operation<?> operation = begin(host, kind, name, flag);
                    if (cancel) {
                        operation.cancel();
                    }
                    operation.await(LIMIT);
                } else {
                    use(host, name, flag);
                }
                done.add(what);
            } catch (OperationFailedException
                    | PluginStorageException
                    | PluginRuntimeException
                    | PluginTimeoutException e) {
                problems.add(what + ": " + e + ", " + e.getCause());
            } catch (PluginException e) {
                // One that the other threads have brought about.
                continue;
            } catch (InterruptedException | RuntimeException | Error e) {
                problems.add(what + ": " + e);
            }
        }
    }

    private static Operation<?> begin(ManagerHost host, int kind, String name, boolean flag) {
        return switch (kind) {
            case 0, 1, 2 -> host.manager.install(ManagerHost.request(name), ProgressListener.NONE);
            case 3, 4, 5 -> host.manager.enable(name, EnableOptions.DEFAULT);
            case 6, 7 -> host.manager.disable(name, flag);
            case 8 -> host.manager.set(name, List.of("A=" + flag));
            case 9, 10 ->
                    host.manager.upgrade(
                            name,
                            ManagerHost.request(name.replace(":1", flag ? ":2" : ":3")),
                            ProgressListener.NONE);
            case 11 -> host.manager.rollback(name, RollbackOptions.DEFAULT);
            default -> host.manager.remove(name, flag);
        };
    }

    private static void use(ManagerHost host, String name, boolean lease) {
        PluginRequest request = PluginRequest.ask("VolumeDriver.List", LIMIT);
        if (lease) {
            try (Lease held = host.manager.lease(name, Capability.VOLUME_DRIVER, "test")) {
                held.client().call(request);
            }
        } else {
            host.manager.find(name, Capability.VOLUME_DRIVER).call(request);
        }
    }

    /** What is enabled runs and has its services, and nothing else does. */
    private void requireOnePicture(ManagerHost host) throws Exception {
        Set<String> enabled =
                host.manager.list().stream()
                        .filter(Plugin::enabled)
                        .map(Plugin::id)
                        .collect(Collectors.toSet());
        same("running", enabled, host.runtime.running());
        // A client, and the typed driver.
        same("services", enabled.size() * 2, host.services.all.size());
        for (Plugin plugin : host.manager.list()) {
            if (plugin.enabled()) {
                host.manager
                        .find(plugin.id(), Capability.VOLUME_DRIVER)
                        .call(PluginRequest.ask("VolumeDriver.List", LIMIT));
            }
        }
        same("left over", Set.of(), StoredTree.read(host.root()).leftOver());
    }

    private void requireSameAfterRestart(ManagerHost host) throws Exception {
        StoredTree before = StoredTree.read(host.root());
        Set<String> plugins = views(host);
        host.close();
        try (ManagerHost restarted =
                new ManagerHost(host.top, registry, new MemoryRuntime(), false)) {
            same("stored", before.kept(), StoredTree.read(restarted.root()).kept());
            same("plugins", plugins, views(restarted));
            restarted.manager.bindRuntime(restarted.runtime);
            for (Plugin plugin : restarted.manager.list()) {
                restarted.manager.remove(plugin.id(), true).await(LIMIT);
            }
            same("blobs after all removes", List.of(), restarted.blobs());
            same("running after all removes", Set.of(), restarted.runtime.running());
            same("services after all removes", List.of(), restarted.services.all);
            assertEquals(List.of(), restarted.tree("plugins"));
        }
    }

    private static Set<String> views(ManagerHost host) {
        return host.manager.list().stream()
                .map(
                        plugin ->
                                "%s %s %s %s"
                                        .formatted(
                                                plugin.id(),
                                                plugin.digest(),
                                                plugin.settings(),
                                                plugin.enabled()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            problems.add("%s: expected %s, found %s".formatted(what, expected, found));
        }
    }
}
