package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.core.testing.disk.DiskEvent;
import dev.berth.core.testing.disk.DiskImage;
import dev.berth.core.testing.disk.DiskTrace;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.error.PluginException;
import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk fails at each change of each operation: it is full from there on, turned read-only, or
 * fails once. What the engine says then is what a restart finds, and the operation can be done once
 * the disk is well.
 */
class AFailingDiskTest {
    private static final boolean LONG = Boolean.getBoolean("berth.long");

    /** How a disk fails from the n-th change on. */
    enum Failure {
        FULL("No space left on device") {
            @Override
            boolean concerns(DiskEvent event, int after) {
                return event instanceof DiskEvent.MakeFolder
                        || event instanceof DiskEvent.CreateFile
                        || event instanceof DiskEvent.Write;
            }
        },
        READ_ONLY("Read-only file system") {
            @Override
            boolean concerns(DiskEvent event, int after) {
                return true;
            }
        },
        ONCE("Input/output error") {
            @Override
            boolean concerns(DiskEvent event, int after) {
                return after == 0;
            }
        };

        private final String message;

        Failure(String message) {
            this.message = message;
        }

        abstract boolean concerns(DiskEvent event, int after);
    }

    @TempDir Path top;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<String> failures = new ArrayList<>();
    private final long seed = Long.getLong("berth.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void fill() {
        System.out.println("replay with -Dberth.seed=" + seed);
        PluginWorkload.addTo(registry);
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatTheEngineSays(Failure failure) throws Exception {
        Path root = Files.createDirectories(top.resolve("root"));
        int tries = 0;
        try (ManagerHost host =
                new ManagerHost(top, registry, new MemoryRuntime(), new DiskTrace(root))) {
            for (PluginWorkload.Step step : PluginWorkload.STEPS) {
                DiskImage start = DiskImage.read(root);
                StoredTree before = StoredTree.read(root);
                step.run().on(host);
                StoredTree after = StoredTree.read(root);
                for (int n = 0;
                        fail(new Try(failure, step, n, start, before, after));
                        n += pace()) {
                    tries++;
                }
            }
        }
        System.out.printf("%s: %d failures of the disk%n", failure, tries);
        assertTrue(
                failures.isEmpty(),
                () ->
                        "%d failures, replay with -Dberth.seed=%d%n%s"
                                .formatted(
                                        failures.size(),
                                        seed,
                                        String.join(
                                                "\n",
                                                failures.subList(
                                                        0, Math.min(8, failures.size())))));
    }

    private int pace() {
        return LONG ? 1 : 1 + random.nextInt(7);
    }

    private record Try(
            Failure failure,
            PluginWorkload.Step step,
            int change,
            DiskImage start,
            StoredTree before,
            StoredTree after) {}

    /** Returns whether the operation has come to the change that fails. */
    private boolean fail(Try one) throws Exception {
        Path place = Files.createDirectories(top.resolve("failing"));
        one.start().write(place.resolve("root"));
        DiskTrace trace = new DiskTrace(place.resolve("root"));
        AtomicInteger changes = new AtomicInteger();
        StringBuilder first = new StringBuilder();
        try (ManagerHost host = new ManagerHost(place, registry, new MemoryRuntime(), trace)) {
            trace.inject(
                    event -> {
                        int after = changes.getAndIncrement() - one.change();
                        if (after >= 0 && one.failure().concerns(event, after)) {
                            first.append(first.length() == 0 ? event.toString() : "");
                            throw new IOException(one.failure().message);
                        }
                    });
            String said = run(one.step(), host);
            trace.inject(event -> {});
            if (first.length() > 0) {
                String where =
                        "%s, %s during %s at change %d, which said: %s"
                                .formatted(
                                        one.failure(),
                                        first,
                                        one.step().name(),
                                        one.change(),
                                        said);
                check(one, host, said, where);
            }
        } finally {
            FileTree.delete(place);
        }
        return changes.get() > one.change();
    }

    private static String run(PluginWorkload.Step step, ManagerHost host) throws Exception {
        try {
            step.run().on(host);
            return "done";
        } catch (PluginException e) {
            return e.toString();
        }
    }

    private void check(Try one, ManagerHost host, String said, String where) throws Exception {
        List<String> problems = new ArrayList<>();
        Path copy = top.resolve("restarted");
        DiskImage.read(host.root()).write(copy.resolve("root"));
        StoredTree before = said.equals("done") ? one.after() : one.before();
        try (ManagerHost restarted = new ManagerHost(copy, registry, new MemoryRuntime(), false)) {
            problems.addAll(StoredTree.read(restarted.root()).problems(before, one.after()));
            List<String> engine = host.manager.list().stream().map(AFailingDiskTest::view).toList();
            List<String> disk =
                    restarted.manager.list().stream().map(AFailingDiskTest::view).toList();
            if (!engine.equals(disk)) {
                problems.add("the engine says " + engine);
                problems.add("a restart says " + disk);
            }
        } finally {
            FileTree.delete(copy);
        }
        if (!said.equals("done")) {
            String again = run(one.step(), host);
            if (!again.equals("done")) {
                problems.add("tried again: " + again);
            }
        }
        if (!problems.isEmpty()) {
            failures.add(where + "\n    " + String.join("\n    ", problems));
        }
    }

    private static String view(Plugin plugin) {
        return "%s %s %s %s"
                .formatted(plugin.name(), plugin.digest(), plugin.settings(), plugin.enabled());
    }
}
