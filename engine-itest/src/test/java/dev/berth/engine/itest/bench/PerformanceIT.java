package dev.berth.engine.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.DockerRelease;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The measurements of {@code ./berth bench}. As a test it makes one round with little ballast, and
 * judges no times.
 */
@Timeout(36_000)
class PerformanceIT {
    private static final Path PAGE = Path.of(System.getProperty("berth.performance"));
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final Path BUNDLE = Path.of(System.getProperty("berth.bench.bundle"));

    /** What JMH has found in the room {@code bench}, if it was asked. */
    private static final Optional<Path> COST =
            Optional.ofNullable(System.getProperty("berth.bench.cost")).map(Path::of);

    private static final List<String> SUITES =
            List.of(System.getProperty("berth.bench.peers", DockerRelease.SYSTEM).split(","));

    private final BenchSize size = BenchSize.ofProperties();

    /** As a user does. The build that led here has made the launcher anew since. */
    @BeforeAll
    static void prepare() throws Exception {
        Path berth = Path.of(System.getProperty("berth.home"), "bin/berth");
        Programs.run(berth.toString(), "prepare");
    }

    @Test
    void measuresEachRowInBothEngines() throws Exception {
        PerformancePage page = new PerformancePage(PAGE);
        int rows = 0;
        // What cannot be had ends it before anything is measured.
        List<DockerRelease> releases = new ArrayList<>();
        for (String suite : SUITES) {
            releases.add(DockerRelease.of(suite, CHECKOUT));
        }
        for (DockerRelease release : releases) {
            try (PeerMeasurement measurement = new PeerMeasurement(release, size)) {
                PeerResult result = measurement.measure();
                page.add(result);
                // What is measured so far is not lost with the next.
                page.write();
                rows += result.rows().size() + 2 + result.memory().size() + 2;
                rows += result.processor().size() + 2;
                rows += result.growth().stream().mapToInt(one -> one.points().size()).sum() + 2;
            }
        }
        if (size.callMillis() > 0) {
            List<String> calls = CallsMeasurement.measure(BUNDLE, size.rounds(), size.callMillis());
            page.addCalls(calls);
            rows += calls.size() + 2;
        }
        if (COST.isPresent()) {
            List<String> cost = Files.readAllLines(COST.get());
            page.addCost(cost);
            rows += cost.size() + 2;
        }
        page.write();
        assertEquals(rows, tableLines());
        assertTrue(Files.readString(PAGE.resolveSibling("performance.svg")).endsWith("</svg>\n"));
    }

    private static long tableLines() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ")).count();
    }
}
