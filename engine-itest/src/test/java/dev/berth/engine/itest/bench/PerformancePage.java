package dev.berth.engine.itest.bench;

import dev.berth.testing.DockerRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page {@code docs/performance.md}, with a plot beside it for each dockerd. */
final class PerformancePage {
    private static final String HEAD =
            """
            # Performance

            Made by `./berth bench`; what is here was measured on one machine, and only ratios can be compared with another's.
            Berth and a real dockerd use one containerd and one registry on the loopback, and do the same in turn: each
            ratio is of two times taken one right after the other. Milliseconds are medians. The floor is the shortest time that
            the plainest tool takes for the same bytes. What Berth calls installed or removed is so on the disk; what dockerd
            has written is there later: a second row of a create and of a pull lasts until a `sync` of the disk has ended.
            What both and containerd keep is on an ext4 with a journal, in a file; what they keep until they stop is on a
            tmpfs, as `/run` is on a host of systemd's.

            A start without a plugin lasts until the first answer of the API; one with plugins until the socket of each accepts
            and the engine lists all as enabled. After `kill -9` the plugins' processes run on; dockerd has failed where it does not
            have all of them back in a minute.

            Warm is the second half of forty rounds: Java compiles what runs often. The other rows are of an engine that has done
            the same a few times, or never.

            %s, Java %s, %d processors.
            """;

    private static final String PEER =
            """

            ## Beside dockerd %s of %s

            Load average before: %s.

            ![ratio of Berth to dockerd](%s)

            | work | times | Berth, ms | dockerd, ms | ratio | lowest to highest | floor, ms |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String MEMORY =
            """

            Memory is what the engine's own process has resident; containerd and its shims are not in it.

            | resident memory | Berth, MB | dockerd, MB | ratio | floor, MB |
            | --- | --- | --- | --- | --- |
            """;

    private static final String PROCESSOR =
            """

            Where the time of a start goes: the processor time that Berth's process has taken by then. Compilers and collector are
            the JVM's; the programs are mount(8) and the like. What containerd, its shims and the plugins take is not in it.

            | processor time, ms | compilers | collector | programs | all else |
            | --- | --- | --- | --- | --- |
            """;

    private static final String GROWTH =
            """

            Growth: with so many plugins enabled, what one of them takes, and of plugins with so many megabytes, half of which
            can be compressed, which are never started.

            ![growth of Berth and dockerd](%s)

            | with | work | Berth | dockerd | ratio |
            | --- | --- | --- | --- | --- |
            """;

    private static final String CALLS =
            """

            ## Calls of a plugin

            `VolumeDriver.list()` of a plugin in Go: by its OSGi service from a bundle in the distribution, and by Go's net/http client
            in a program of its own. Both write and read JSON on the same socket, one after the other.

            | threads | measure | Berth | Go | ratio | lowest to highest |
            | --- | --- | --- | --- | --- | --- |
            """;

    private static final String COST =
            """

            What one call costs in Berth, by JMH in a JVM of its own: beside it what no client can do without, the same bytes to and
            from the same server, which has its reply ready.

            | call | µs | bytes allocated |
            | --- | --- | --- |
            """;

    private static final double MEGABYTE = 1e6;

    private final Path file;
    private final StringBuilder page = new StringBuilder();

    PerformancePage(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        page.append(
                HEAD.formatted(
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors()));
    }

    void add(PeerResult peer) throws IOException {
        boolean installed = peer.suite().equals(DockerRelease.SYSTEM);
        String plot = installed ? "performance.svg" : "performance-%s.svg".formatted(peer.suite());
        String origin = installed ? peer.suite() : "Debian " + peer.suite();
        page.append(PEER.formatted(peer.dockerd(), origin, peer.load(), plot));
        for (PairedTimes.Row row : peer.rows()) {
            page.append(line(row, floor(peer, row.name())));
        }
        page.append(MEMORY);
        for (ResidentMemory one : peer.memory()) {
            page.append(line(one, floor(peer, one.moment())));
        }
        page.append(PROCESSOR);
        peer.processor().forEach(one -> page.append(line(one)));
        Files.writeString(
                file.resolveSibling(plot),
                RatioPlot.svg(peer.rows().stream().filter(row -> row.count() > 0).toList()));
        String growth = plot.replace("performance", "growth");
        page.append(GROWTH.formatted(growth));
        for (Growth one : peer.growth()) {
            one.points().forEach(point -> page.append(line(point, one.unit())));
        }
        Files.writeString(file.resolveSibling(growth), GrowthPlot.svg(peer.growth()));
    }

    /** Adds what {@code bench:calls} has found, row by row. */
    void addCalls(List<String> rows) {
        page.append(CALLS);
        rows.forEach(row -> page.append(row).append('\n'));
    }

    /** Adds what JMH has found, row by row. */
    void addCost(List<String> rows) {
        page.append(COST);
        rows.forEach(row -> page.append(row).append('\n'));
    }

    void write() throws IOException {
        Files.writeString(file, page);
    }

    private static String line(ResidentMemory memory, String floor) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | **%.2f** | %s |%n",
                memory.moment(),
                memory.berth() / MEGABYTE,
                memory.dockerd() / MEGABYTE,
                memory.ratio(),
                floor);
    }

    private static String line(ProcessorTime time) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                time.work(),
                time.compilers(),
                time.collector(),
                time.children(),
                time.rest());
    }

    private static String line(GrowthPoint point, String unit) {
        return String.format(
                Locale.ROOT,
                "| %d %s | %s | %.1f | %.1f | **%.2f** |%n",
                point.size(),
                unit,
                point.work(),
                point.berth(),
                point.dockerd(),
                point.ratio());
    }

    private static String line(PairedTimes.Row row, String floor) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %s | %s |%n",
                row.name(),
                times(row),
                row.berth(),
                row.count() == 0 ? "– | – | –" : beside(row),
                floor);
    }

    private static String floor(PeerResult peer, String name) {
        String work = name.replace(PairedTimes.WRITTEN, "");
        return Optional.ofNullable(peer.floors().get(work))
                .map(floor -> String.format(Locale.ROOT, "%.1f, %s", floor.least(), floor.tool()))
                .orElse("–");
    }

    private static String times(PairedTimes.Row row) {
        return row.failures() == 0
                ? Integer.toString(row.count())
                : "%d; dockerd failed %d".formatted(row.count(), row.failures());
    }

    private static String beside(PairedTimes.Row row) {
        return String.format(
                Locale.ROOT,
                "%.1f | **%.2f** | %.2f to %.2f",
                row.dockerd(),
                row.ratio(),
                row.lowest(),
                row.highest());
    }
}
