package dev.berth.conformance;

import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.PartialLog;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.NewLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Checks of {@code docker.logdriver/1.0}, as <a
 * href="https://docs.docker.com/engine/extend/plugins_logging/">Docker describes it</a>. Writes
 * logs of containers whose IDs begin with {@code verify-}; the protocol has no call that removes
 * them.
 */
final class LogChecks {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000000006Z");

    private final Verification verification;
    private final ProtocolCalls calls;
    private final CheckReport report;
    private final String run = "verify-" + UUID.randomUUID() + "-";
    private boolean reads;

    LogChecks(Verification verification) {
        this.verification = verification;
        this.calls = verification.calls("LogDriver");
        this.report = verification.report();
    }

    void run() {
        report.demand(
                "LogDriver.Capabilities answers {\"Cap\": {\"ReadLogs\": true or false}}, or is not"
                        + " there",
                () ->
                        calls.doneIfKnown(
                                "Capabilities",
                                JsonObject.empty(),
                                answer -> {
                                    reads = reads(answer);
                                    return "";
                                }));
        absence();
        writing();
        if (reads) {
            new ReadLogChecks(report, new LogReads(calls, run), this::logged).run();
        }
        errors();
        concurrency();
        verification.restart().ifPresent(this::restart);
    }

    private static boolean reads(PluginAnswer answer) {
        return LogMethods.CAPABILITIES.response().read().apply(answer.object()).readLogs();
    }

    static LogEntry entry(String line) {
        return LogEntry.of("stdout", TIME, line.getBytes(StandardCharsets.UTF_8));
    }

    private VerifiedLog log(String container) throws IOException {
        return VerifiedLog.create(calls, verification.fifos(), run + container);
    }

    /**
     * Logs entries of a container, from the beginning to the end.
     *
     * @param container the end of its ID
     */
    private String logged(String container, List<LogEntry> entries) throws IOException {
        try (VerifiedLog log = log(container)) {
            String failed = log.started();
            if (!failed.isEmpty()) {
                return failed;
            }
            log.write(entries);
            return log.stopped();
        }
    }

    private void absence() {
        String nowhere = verification.fifos().inPlugin() + "/verify-none";
        report.demand(
                "LogDriver.StartLogging of a File that there is not answers with an Err",
                () ->
                        calls.refused(
                                "StartLogging",
                                LogMethods.START
                                        .request()
                                        .write()
                                        .apply(
                                                new NewLog(
                                                        nowhere, VerifiedLog.info(run + "none")))));
        report.demand(
                "LogDriver.StopLogging of a File that is no log's is answered",
                () -> calls.answered("StopLogging", JsonObject.empty().with("File", nowhere)));
    }

    private void writing() {
        report.demand(
                "LogDriver.StartLogging reads the FIFO, and StopLogging ends it: 200 entries of 2"
                        + " KiB",
                () ->
                        logged(
                                "many",
                                IntStream.range(0, 200)
                                        .mapToObj(i -> entry(i + "l".repeat(2048)))
                                        .toList()));
        report.demand(
                "entries of any form are read: empty, partial, not of UTF-8, of 16 KiB",
                () -> logged("odd", odd()));
        report.demand(
                "a log of any name is taken, or refused with an Err",
                () -> {
                    for (String name : List.of("n".repeat(512), "../\u00e4\u4e2d\ud83d\ude00 \"")) {
                        try (VerifiedLog log = log(name)) {
                            if (log.started().isEmpty()) {
                                log.stopped();
                            }
                        }
                    }
                    return calls.answered("Capabilities", JsonObject.empty());
                });
        report.demand(
                "a log whose FIFO ends in the middle of an entry ends, and harms no other",
                () -> {
                    try (VerifiedLog log = log("half")) {
                        String failed = log.started();
                        if (!failed.isEmpty()) {
                            return failed;
                        }
                        log.write(new byte[] {0, 0, 0, 99, 1});
                    }
                    return logged("after-half", List.of(entry("next")));
                });
    }

    static List<LogEntry> odd() {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe, '\t'};
        return List.of(
                LogEntry.of("stderr", TIME, new byte[0]),
                entry("first half, ").withPartialLog(PartialLog.of("p", 1, false)),
                entry("second half").withPartialLog(PartialLog.of("p", 2, true)),
                LogEntry.of("stdout", TIME.plusNanos(1), bytes),
                entry("x".repeat(16 << 10)));
    }

    private void errors() {
        ErrorChecks errors = new ErrorChecks(report, calls);
        errors.unknownMethod();
        errors.malformedRequest(
                "StartLogging", () -> calls.answered("Capabilities", JsonObject.empty()));
    }

    private void concurrency() {
        report.demand(
                "%d logs are written at once, each to its end".formatted(AtOnce.TIMES),
                () ->
                        AtOnce.run(
                                number -> {
                                    String name = "at-once-" + number;
                                    LogEntry own = entry(name);
                                    String failed = logged(name, List.of(own, own));
                                    return failed.isEmpty() && reads
                                            ? new LogReads(calls, run)
                                                    .followed(name, List.of(own, own))
                                            : failed;
                                }));
    }

    private void restart(CheckReport.Check restarting) {
        report.demand(
                "a log that runs while the plugin is restarted can be started again, and is read",
                () -> {
                    try (VerifiedLog log = log("restart")) {
                        String failed = first(log.started(), restarting.run());
                        return failed.isEmpty()
                                ? logged("restart", List.of(entry("r".repeat(100_000))))
                                : failed;
                    }
                });
    }

    /** Logs entries of a container. */
    @FunctionalInterface
    interface Logging {
        String log(String container, List<LogEntry> entries) throws IOException;
    }
}
