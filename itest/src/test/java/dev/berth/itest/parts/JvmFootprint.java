package dev.berth.itest.parts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process has: threads by their names, descriptors by what they are of, and, after a
 * garbage collection, the class loaders of Felix's bundles and the bytes of all objects.
 */
public record JvmFootprint(
        Map<String, Long> threads, Map<String, Long> descriptors, long bundleLoaders, long heap) {
    private static final String LOADER =
            "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";

    /** Of the JDK and of Felix, which keep them for a while after their last use. */
    private static final Set<String> KEPT_THREADS =
            Set.of(
                    "process reaper",
                    "ForkJoinPool.commonPool-worker-#",
                    "Attach Listener",
                    "CompletableFutureDelayScheduler",
                    "FelixResolver-#");

    /**
     * Those of the JDK's HTTP clients and of Netty. Once their owner is collected, or idle, they
     * end by themselves; until then they hold the class loaders of their bundle, and it those of
     * others.
     */
    private static final Pattern ENDING_THREADS =
            Pattern.compile("HttpClient-\\d+-SelectorManager|globalEventExecutor-.*");

    private static final Duration ENDING = Duration.ofSeconds(20);
    private static final Duration RELEASE = Duration.ofSeconds(60);

    /** Takes one when what ends by itself after a framework has ended. */
    public static JvmFootprint takeAtRest() throws IOException, JMException, InterruptedException {
        long deadline = System.nanoTime() + ENDING.toNanos();
        System.gc();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (ENDING_THREADS.matcher(thread.getName()).matches()) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        }
        System.gc();
        return take();
    }

    /**
     * Takes one at rest when no more than so many class loaders of bundles are left, or they have
     * had a minute: what an earlier test of this process has left running can hold them for a
     * while.
     */
    public static JvmFootprint takeAtRest(long bundleLoaders)
            throws IOException, JMException, InterruptedException {
        long deadline = System.nanoTime() + RELEASE.toNanos();
        JvmFootprint now = takeAtRest();
        while (now.bundleLoaders() > bundleLoaders && System.nanoTime() < deadline) {
            now = takeAtRest();
        }
        return now;
    }

    /** Takes one. */
    public static JvmFootprint take() throws IOException, JMException {
        String histogram = histogram();
        return new JvmFootprint(
                count(Thread.getAllStackTraces().keySet().stream().map(JvmFootprint::kind)),
                descriptorsOfThis(),
                instances(histogram, LOADER),
                bytes(histogram));
    }

    private static String kind(Thread thread) {
        return thread.getName().replaceAll("[0-9a-f]{8,}|\\d+", "#");
    }

    private static Map<String, Long> descriptorsOfThis() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return count(
                    descriptors
                            .map(JvmFootprint::target)
                            .flatMap(Optional::stream)
                            .toList()
                            .stream());
        }
    }

    private static Optional<String> target(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return Optional.of(target.replaceAll("[0-9a-f]{8,}|\\[\\d+]", "#"));
        } catch (IOException e) {
            // The one that the listing itself had open.
            return Optional.empty();
        }
    }

    private static Map<String, Long> count(Stream<String> kinds) {
        return kinds.collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /** Returns how many live objects of each class there are, as {@code jcmd} prints it. */
    private static String histogram() throws JMException {
        System.gc();
        return (String)
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
    }

    private static long instances(String histogram, String type) {
        return Pattern.compile("\\s(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "(\\s|$)")
                .matcher(histogram)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    private static long bytes(String histogram) {
        return Pattern.compile("Total\\s+\\d+\\s+(\\d+)")
                .matcher(histogram)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    /**
     * Returns, in words, of which threads and descriptors there are so many or more than before.
     */
    public List<String> growthSince(JvmFootprint before, long atLeast) {
        return Stream.of(
                        grown("threads", before.threads, threads, atLeast),
                        grown("descriptors", before.descriptors, descriptors, atLeast))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<String> grown(
            String what, Map<String, Long> before, Map<String, Long> after, long atLeast) {
        return after.entrySet().stream()
                .filter(now -> !KEPT_THREADS.contains(now.getKey()))
                .filter(now -> now.getValue() - before.getOrDefault(now.getKey(), 0L) >= atLeast)
                .map(
                        now ->
                                "%s %s: %d, were %d"
                                        .formatted(
                                                what,
                                                now.getKey(),
                                                now.getValue(),
                                                before.getOrDefault(now.getKey(), 0L)));
    }

    /** Returns the sums. */
    @Override
    public String toString() {
        return "%d threads, %d descriptors, %d bundle class loaders, %d KiB of objects"
                .formatted(sum(threads), sum(descriptors), bundleLoaders, heap / 1024);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
