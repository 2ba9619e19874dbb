package dev.berth.dist.inside;

import dev.berth.dist.LogLine;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Prints the OSGi log to the standard error, one line an entry. */
@Component(service = {})
public final class LogPrinter implements LogListener {
    private final LogReaderService reader;

    /** Begins to print. */
    @Activate
    public LogPrinter(@Reference LogReaderService reader) {
        this.reader = reader;
        reader.addLogListener(this);
    }

    @Deactivate
    void stop() {
        reader.removeLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        if (routine(entry)) {
            return;
        }
        System.err.println(
                LogLine.of(
                        Instant.ofEpochMilli(entry.getTime()),
                        entry.getLogLevel().name(),
                        entry.getBundle().getSymbolicName(),
                        message(entry)));
    }

    /** The framework's own events come whatever level was asked for. */
    private static boolean routine(LogEntry entry) {
        return entry.getLoggerName().startsWith("Events.")
                && !LogLevel.WARN.implies(entry.getLogLevel());
    }

    private static String message(LogEntry entry) {
        Throwable thrown = entry.getException();
        return thrown == null ? entry.getMessage() : entry.getMessage() + ": " + Causes.of(thrown);
    }
}
