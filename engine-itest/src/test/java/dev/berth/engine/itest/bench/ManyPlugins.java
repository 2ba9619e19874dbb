package dev.berth.engine.itest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The small plugin under many names, in both engines. */
final class ManyPlugins {
    private static final int THREADS = 8;
    private static final int LISTS = 10;

    private final PairedTimes times;
    private final PluginRounds source;
    private final List<String> names = new ArrayList<>();

    /** What is done to one plugin. */
    @FunctionalInterface
    private interface Request {
        void to(String name) throws Exception;
    }

    ManyPlugins(PairedTimes times, PluginRounds source) {
        this.times = times;
        this.source = source;
    }

    static String enable(int atOnce) {
        return "enable %d at once".formatted(atOnce);
    }

    static String disable(int atOnce) {
        return "disable %d at once".formatted(atOnce);
    }

    /** Measures some that are enabled and disabled at the same time, and leaves them enabled. */
    void measureAtOnce(int count, int rounds) throws Exception {
        pull(count);
        List<String> some = List.copyOf(names.subList(0, count));
        for (int round = 0; round < rounds; round++) {
            if (round > 0) {
                times.take(disable(count), engine -> all(count, some, engine.api()::disable));
            }
            times.take(enable(count), engine -> all(count, some, engine.api()::enable));
        }
    }

    /** Measures what one plugin more takes when so many are enabled, for each number in turn. */
    void measureGrowth(Growth growth, List<Integer> counts, int rounds) throws Exception {
        for (int count : counts) {
            bringTo(count);
            PairedTimes some = growth.times();
            for (int round = 0; round < rounds; round++) {
                for (MeasuredEngine engine : some.engines()) {
                    engine.api().disable(names.get(0));
                }
                some.take("enable", engine -> engine.api().enable(names.get(0)));
                for (int i = 0; i < LISTS; i++) {
                    some.take("list", engine -> engine.api().list());
                }
            }
            growth.add(count, some);
            growth.addMemory("resident memory", count);
        }
    }

    /** Brings both engines to so many that are enabled. */
    void bringTo(int count) throws Exception {
        pull(count);
        List<String> wanted = names.subList(0, count);
        for (MeasuredEngine engine : times.engines()) {
            List<String> enabled = engine.api().enabled("Name");
            all(
                    THREADS,
                    enabled.stream().filter(name -> !wanted.contains(name)).toList(),
                    engine.api()::disable);
            all(
                    THREADS,
                    wanted.stream().filter(name -> !enabled.contains(name)).toList(),
                    engine.api()::enable);
        }
    }

    private void pull(int count) throws Exception {
        while (names.size() < count) {
            String name = "many%d:latest".formatted(names.size());
            for (MeasuredEngine engine : times.engines()) {
                source.pullSmall(engine, name);
            }
            names.add(name);
        }
    }

    private static void all(int atOnce, List<String> names, Request request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (String name : names) {
                futures.add(
                        threads.submit(
                                () -> {
                                    request.to(name);
                                    return null;
                                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
