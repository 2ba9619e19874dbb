package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.EngineTraces;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Several threads do at random what can be done, to few plugins, in a real containerd. What each
 * does follows from a seed, which {@code -Dberth.seed} replays; when, does not. Afterwards what is
 * enabled runs, and once all is removed there is nothing left.
 */
class ConcurrentOperationsIT {
    private static final boolean LONG = Boolean.getBoolean("berth.long");
    private static final int ROUNDS = LONG ? 20 : 1;
    private static final int OPERATIONS = LONG ? 60 : 20;
    private static final int THREADS = 4;
    private static final List<String> NAMES = List.of("n1", "n2");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static PluginReference first;
    private static PluginReference second;
    private static List<Privilege> privileges;

    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private PluginManager manager;

    @BeforeAll
    static void theRegistryHasTwoVersions() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            first = registry.published("berth/concurrent:1", PluginSource.volume());
            second =
                    registry.published(
                            "berth/concurrent:2",
                            PluginSource.volume().with(config -> config.put("description", "2")));
            privileges = engine.manager().privileges(InstallRequest.of(first)).await(LIMIT);
        }
    }

    @Test
    void leaveAllWholeAndNothingBehind() throws Exception {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        for (int round = 0; round < ROUNDS; round++) {
            long roundSeed = seed + round * 1000L;
            System.out.println("replay with -Dberth.seed=" + roundSeed);
            round(roundSeed);
            assertEquals(List.of(), List.copyOf(problems));
        }
        System.out.printf("%d operations came about%n", done.size());
    }

    private void round(long seed) throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        EngineTraces traces = new EngineTraces(folders.execRoot());
        Set<String> before = traces.find();
        try (EmbeddedEngine engine = EmbeddedEngine.start(folders, false)) {
            manager = engine.manager();
            run(seed);
            requireWhole(new ServiceWaits(engine.context()));
            for (Plugin plugin : manager.list()) {
                manager.remove(plugin.id(), true).await(LIMIT);
            }
            assertEquals(Set.of(), StoredFiles.below(folders.root()));
        }
        assertEquals(before, traces.of(ids).find());
    }

    private void run(long seed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(seed + number);
            Thread thread = new Thread(() -> work(random), "test-worker-" + number);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(Random random) {
        for (int i = 0; i < OPERATIONS && problems.isEmpty(); i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int kind = random.nextInt(12);
            boolean flag = random.nextBoolean();
            boolean cancel = random.nextInt(8) == 0;
            String what = "%d of %s, %s, cancel %s".formatted(kind, name, flag, cancel);
            try {
                Operation<Plugin> operation = begin(kind, name, flag);
                if (cancel) {
                    operation.cancel();
                }
                ids.add(operation.await(LIMIT).id());
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

    private Operation<Plugin> begin(int kind, String name, boolean flag) {
        return switch (kind) {
            case 0, 1, 2 -> manager.install(request(first, name), ProgressListener.NONE);
            case 3, 4, 5 -> manager.enable(name, EnableOptions.DEFAULT);
            case 6, 7 -> manager.disable(name, flag);
            case 8 -> manager.set(name, List.of("SCOPE=" + (flag ? "local" : "global")));
            case 9 -> manager.upgrade(name, request(second, name), ProgressListener.NONE);
            case 10 -> manager.rollback(name, RollbackOptions.DEFAULT);
            default -> manager.remove(name, flag);
        };
    }

    private static InstallRequest request(PluginReference reference, String name) {
        return InstallRequest.of(reference)
                .withAlias(PluginReference.parse(name))
                .withPrivileges(privileges);
    }

    /** What is enabled runs and can be used, and nothing else does. */
    private void requireWhole(ServiceWaits services) {
        for (Plugin plugin : manager.list()) {
            assertEquals(
                    plugin.enabled(), RunningTasks.of(plugin.id()).isPresent(), plugin.toString());
            assertEquals(
                    plugin.enabled(), services.has(VolumeDriver.class, plugin.name().familiar()));
            if (plugin.enabled()) {
                VolumeDriver driver = services.await(VolumeDriver.class, plugin.name().familiar());
                assertTrue(driver.list().isEmpty());
            }
        }
    }
}
