package dev.berth.conformance;

import static dev.berth.conformance.LogChecks.entry;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.ReadConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Checks of {@code LogDriver.ReadLogs}, of a driver that says that it can. */
final class ReadLogChecks {
    private static final List<LogEntry> LINES =
            IntStream.range(0, 5)
                    .mapToObj(i -> LogEntry.of("stdout", time(i), entry("line " + i).line()))
                    .toList();

    private final CheckReport report;
    private final LogReads reads;
    private final LogChecks.Logging logging;

    /**
     * @param logging logs entries from the beginning of a log to its end
     */
    ReadLogChecks(CheckReport report, LogReads reads, LogChecks.Logging logging) {
        this.report = report;
        this.reads = reads;
        this.logging = logging;
    }

    private static Instant time(int second) {
        return Instant.parse("2026-01-02T03:04:00Z").plusSeconds(second);
    }

    void run() {
        report.demand(
                "LogDriver.ReadLogs with Follow answers each entry as it was written, as it comes",
                () -> written("lines", LINES));
        report.demand(
                "LogDriver.ReadLogs without Follow answers the same, and ends",
                () -> reads.read("lines", ReadConfig.all(), LINES));
        report.demand(
                "LogDriver.ReadLogs with Tail answers the last entries",
                () -> reads.read("lines", ReadConfig.all().withTail(2), LINES.subList(3, 5)));
        report.advise(
                "LogDriver.ReadLogs with Since answers no earlier ones",
                () ->
                        reads.read(
                                "lines", ReadConfig.all().withSince(time(3)), LINES.subList(3, 5)));
        report.advise(
                "LogDriver.ReadLogs with Until answers no later ones",
                () ->
                        reads.read(
                                "lines", ReadConfig.all().withUntil(time(1)), LINES.subList(0, 2)));
        report.demand(
                "LogDriver.ReadLogs answers entries of any form as they were written",
                () -> written("odd-read", LogChecks.odd()));
        report.demand(
                "LogDriver.ReadLogs of one container answers nothing of another's",
                () -> reads.read("lines", ReadConfig.all(), LINES));
    }

    private String written(String container, List<LogEntry> entries) throws IOException {
        String failed = logging.log(container, entries);
        return failed.isEmpty() ? reads.followed(container, entries) : failed;
    }
}
