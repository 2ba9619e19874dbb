package dev.berth.engine.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page {@code docs/performance.md}, with its plot beside it. */
final class PerformancePage {
    private static final String HEAD =
            """
            # Performance

            Made by `./berth bench`; what is here was measured on one machine, and only ratios can be compared with another's.
            Berth and a real dockerd use one containerd and one registry on the loopback, and do the same in turn: each
            ratio is of two times taken one right after the other. Milliseconds are medians. The floor is the shortest time that
            the plainest tool takes for the same bytes; it does not sync, and Berth does before it calls a plugin installed.

            %s, Java %s, %d processors, dockerd %s; load average before: %s.

            ![ratio of Berth to dockerd](performance.svg)

            | work | times | Berth, ms | dockerd, ms | ratio | lowest to highest | floor, ms |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String MEMORY =
            """

            Memory is what the engine's own process has resident; containerd and its shims are not in it.

            | resident memory | Berth, MB | dockerd, MB | ratio |
            | --- | --- | --- | --- |
            """;

    private static final double MEGABYTE = 1e6;

    private PerformancePage() {}

    static void write(
            Path file,
            String dockerd,
            String load,
            List<PairedTimes.Row> rows,
            Map<String, Floor> floors,
            List<ResidentMemory> memory)
            throws IOException {
        StringBuilder page =
                new StringBuilder(
                        HEAD.formatted(
                                System.getProperty("os.name")
                                        + " "
                                        + System.getProperty("os.version"),
                                Runtime.version().feature(),
                                Runtime.getRuntime().availableProcessors(),
                                dockerd,
                                load));
        for (PairedTimes.Row row : rows) {
            page.append(line(row, Optional.ofNullable(floors.get(row.name()))));
        }
        page.append(MEMORY);
        memory.forEach(one -> page.append(line(one)));
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
        Files.writeString(file.resolveSibling("performance.svg"), RatioPlot.svg(rows));
    }

    private static String line(ResidentMemory memory) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | **%.2f** |%n",
                memory.moment(),
                memory.berth() / MEGABYTE,
                memory.dockerd() / MEGABYTE,
                memory.ratio());
    }

    private static String line(PairedTimes.Row row, Optional<Floor> floor) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | **%.2f** | %.2f to %.2f | %s |%n",
                row.name(),
                row.count(),
                row.berth(),
                row.dockerd(),
                row.ratio(),
                row.lowest(),
                row.highest(),
                floor.map(f -> String.format(Locale.ROOT, "%.1f, %s", f.millis(), f.tool()))
                        .orElse("–"));
    }
}
