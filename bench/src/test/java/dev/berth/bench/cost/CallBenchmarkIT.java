package dev.berth.bench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmark, and writes rows for {@code docs/performance.md}. As a test it runs for a
 * moment in this JVM, and judges nothing.
 */
class CallBenchmarkIT {
    private static final int FORKS = Integer.getInteger("berth.bench.forks", 0);
    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 5;
    private static final TimeValue LENGTH = TimeValue.seconds(2);
    private static final Path ROWS = Path.of(System.getProperty("berth.bench.cost"));

    @Test
    void measuresTheDriverAndTheSocket() throws Exception {
        List<String> rows = new ArrayList<>();
        for (RunResult result : new Runner(options().build()).run()) {
            rows.add(row(result));
        }
        assertEquals(2, rows.size());
        Files.write(ROWS, rows);
    }

    private static ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(CallBenchmark.class.getName())
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .addProfiler(GCProfiler.class)
                        .forks(FORKS);
        if (FORKS > 0) {
            return options.jvmArgs("-XX:+UseSerialGC")
                    .warmupIterations(WARM_UPS)
                    .warmupTime(LENGTH)
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(LENGTH);
        }
        return options.verbosity(VerboseMode.SILENT)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100));
    }

    private static String name(String benchmark) {
        return switch (benchmark) {
            case "driver" -> "`VolumeDriver.list()`";
            case "socket" -> "the same bytes by a connected `SocketChannel`";
            default -> throw new IllegalArgumentException(benchmark);
        };
    }

    private static String row(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "| %s | %.1f ± %.1f | %.0f |",
                name(time.getLabel()),
                time.getScore(),
                FORKS > 0 ? time.getScoreError() : 0,
                bytes.getScore());
    }
}
