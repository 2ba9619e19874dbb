package dev.berth.dist;

import dev.berth.shared.text.PrintableText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The text format of a log entry: time, level, source and message on one line, whatever the message
 * quotes.
 */
public final class LogLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private LogLine() {}

    /** Returns the line. */
    public static String of(Instant time, String level, String source, String message) {
        return "%s %-5s %s: %s"
                .formatted(TIME.format(time), level, source, PrintableText.line(message));
    }
}
