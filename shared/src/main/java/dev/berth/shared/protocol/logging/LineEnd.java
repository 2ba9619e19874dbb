package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogEntry;
import java.util.Arrays;

/**
 * The newline at the end of a line that {@code ReadLogs} sends: dockerd prints what it reads as it
 * is, so plugins end each whole line. In a FIFO lines have no end.
 */
public final class LineEnd {
    private LineEnd() {}

    /** Returns an entry as it is sent: a whole line, with its end. */
    static LogEntry with(LogEntry entry) {
        byte[] line = entry.line();
        if (entry.partial() || ends(line)) {
            return entry;
        }
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return copy(entry, ended);
    }

    /** Returns an entry that was read, without an end; not every plugin sends one. */
    public static LogEntry without(LogEntry entry) {
        byte[] line = entry.line();
        return ends(line) ? copy(entry, Arrays.copyOf(line, line.length - 1)) : entry;
    }

    private static boolean ends(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    private static LogEntry copy(LogEntry entry, byte[] line) {
        LogEntry changed =
                LogEntry.of(entry.source(), entry.time(), line).withPartial(entry.partial());
        return entry.partialLog().map(changed::withPartialLog).orElse(changed);
    }
}
