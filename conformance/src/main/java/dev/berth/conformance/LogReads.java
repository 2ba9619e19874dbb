package dev.berth.conformance;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.logging.LineEnd;
import dev.berth.shared.protocol.logging.LogEntryReader;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.LogRead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls of {@code LogDriver.ReadLogs}.
 *
 * @param run what the IDs of its containers begin with
 */
record LogReads(ProtocolCalls calls, String run) {

    /**
     * Follows a log for as many entries as there are to be: what was written when {@code
     * StopLogging} returned may not be stored yet, and comes then.
     */
    String followed(String container, List<LogEntry> expected) throws IOException {
        List<LogEntry> read = read(container, ReadConfig.all().withFollow(true), expected.size());
        return difference(expected, read);
    }

    /** Reads a log to its end, and returns what is wrong with it. */
    String read(String container, ReadConfig config, List<LogEntry> expected) throws IOException {
        return difference(expected, read(container, config, Integer.MAX_VALUE));
    }

    private List<LogEntry> read(String container, ReadConfig config, int count) throws IOException {
        LogRead read = new LogRead(VerifiedLog.info(run + container), config);
        byte[] request = JsonCodec.write(LogMethods.READ_REQUEST.write().apply(read));
        return calls.plugin()
                .exchange(
                        LogMethods.READ,
                        new String(request, StandardCharsets.UTF_8),
                        answer -> entries(answer, count));
    }

    private static List<LogEntry> entries(AnswerReader answer, int count) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("ReadLogs answers " + answer.answer());
        }
        LogEntryReader reader = new LogEntryReader(answer.body());
        List<LogEntry> entries = new ArrayList<>();
        while (entries.size() < count) {
            Optional<LogEntry> next = reader.next();
            if (next.isEmpty()) {
                break;
            }
            entries.add(LineEnd.without(next.get()));
        }
        return entries;
    }

    /** Compares what Docker shows: sources, times and lines. */
    private static String difference(List<LogEntry> expected, List<LogEntry> read) {
        if (read.size() != expected.size()) {
            return "ReadLogs answers %d entries, not %d".formatted(read.size(), expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            LogEntry want = expected.get(i);
            LogEntry got = read.get(i);
            if (!LogEntry.of(got.source(), got.time(), got.line())
                    .equals(LogEntry.of(want.source(), want.time(), want.line()))) {
                return "ReadLogs answers \"%s\" of %s at %s, not \"%s\" of %s at %s"
                        .formatted(
                                beginning(got),
                                got.source(),
                                got.time(),
                                beginning(want),
                                want.source(),
                                want.time());
            }
        }
        return "";
    }

    private static String beginning(LogEntry entry) {
        String line = new String(entry.line(), StandardCharsets.UTF_8);
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }
}
