package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.core.testing.disk.Crash;
import dev.berth.core.testing.disk.DiskEvent;
import dev.berth.core.testing.disk.DiskImage;
import dev.berth.core.testing.disk.DiskTrace;
import dev.berth.plugin.Plugin;
import dev.berth.shared.file.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of all operations is recorded, change by change of the disk. A restart after a crash at
 * each of them finds each plugin whole in its old or its new form, and nothing else.
 */
class ACrashAtEachWriteTest {
    private static final boolean LONG = Boolean.getBoolean("berth.long");
    private static final int SHORT_FORM = 60;

    @TempDir Path top;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<Span> spans = new ArrayList<>();
    private List<DiskEvent> events;
    private final List<String> failures = new ArrayList<>();
    private long seed;
    private Random random;

    /** The events of one operation, and what was stored before and after it. */
    private record Span(String name, int begin, int end, StoredTree before, StoredTree after) {}

    @BeforeEach
    void record() throws Exception {
        seed = Long.getLong("berth.seed", System.nanoTime());
        random = new Random(seed);
        System.out.println("replay with -Dberth.seed=" + seed);
        PluginWorkload.addTo(registry);
        Path root = Files.createDirectories(top.resolve("root"));
        DiskTrace trace = new DiskTrace(root);
        try (ManagerHost host = new ManagerHost(top, registry, new MemoryRuntime(), trace)) {
            StoredTree before = StoredTree.read(root);
            spans.add(new Span("open", 0, trace.events().size(), before, before));
            for (PluginWorkload.Step step : PluginWorkload.STEPS) {
                int begin = trace.events().size();
                step.run().on(host);
                StoredTree after = StoredTree.read(root);
                spans.add(new Span(step.name(), begin, trace.events().size(), before, after));
                before = after;
            }
            events = trace.events();
        }
    }

    @Test
    void byKillLeavesEachPluginWhole() throws Exception {
        for (int point = 0; point <= events.size(); point++) {
            check(point, "kill", crash(point).kill());
        }
        requireNoFailure();
    }

    @Test
    void byPowerCutLeavesEachPluginWhole() throws Exception {
        for (int point : points()) {
            check(point, "power cut", crash(point).powerCut());
            check(point, "power cut with names", crash(point).powerCutThatKeepsNames());
            for (int i = 0; i < (LONG ? 10 : 1); i++) {
                check(point, "power cut at random", crash(point).powerCut(random));
            }
        }
        requireNoFailure();
    }

    /** All points in the long form, some in the short. */
    private Iterable<Integer> points() {
        assertTrue(events.size() > 200, events.size() + " changes of the disk");
        TreeSet<Integer> points = new TreeSet<>();
        if (LONG) {
            for (int i = 0; i <= events.size(); i++) {
                points.add(i);
            }
        }
        while (points.size() < SHORT_FORM) {
            points.add(random.nextInt(events.size() + 1));
        }
        System.out.printf("%d of %d points%n", points.size(), events.size() + 1);
        return points;
    }

    private Crash crash(int point) {
        return new Crash(new DiskImage(), events.subList(0, point));
    }

    private void check(int point, String how, DiskImage disk) throws Exception {
        Path place = top.resolve("crash");
        disk.write(place.resolve("root"));
        Span span = span(point);
        List<String> problems;
        try (ManagerHost host = new ManagerHost(place, registry, new MemoryRuntime(), false)) {
            StoredTree found = StoredTree.read(host.root());
            problems = new ArrayList<>(found.problems(span.before(), span.after()));
            if (found.plugins() != host.manager.list().size()) {
                problems.add("listed: " + host.manager.list());
            }
            removeAll(host);
            host.blobs().forEach(blob -> problems.add("after all removes: " + blob));
            host.tree("plugins").forEach(file -> problems.add("after all removes: " + file));
            host.tree("tmp").forEach(file -> problems.add("after all removes: " + file));
        } finally {
            FileTree.delete(place);
        }
        if (!problems.isEmpty()) {
            Object next = point < events.size() ? events.get(point) : "the end";
            failures.add(
                    "%s during %s before change %d, %s:\n    %s"
                            .formatted(
                                    how,
                                    span.name(),
                                    point,
                                    next,
                                    String.join("\n    ", problems)));
        }
    }

    private void requireNoFailure() {
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
                                                        0, Math.min(5, failures.size())))));
    }

    private static void removeAll(ManagerHost host) throws InterruptedException {
        host.manager.bindRuntime(host.runtime);
        for (Plugin plugin : host.manager.list()) {
            host.manager.remove(plugin.id(), true).await();
        }
    }

    private Span span(int point) {
        return spans.stream()
                .filter(span -> point <= span.end())
                .findFirst()
                .orElseGet(() -> spans.get(spans.size() - 1));
    }
}
