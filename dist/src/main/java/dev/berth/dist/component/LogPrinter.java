package dev.berth.dist.component;

import dev.berth.dist.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/**
 * A log listener that prints the OSGi log to the standard error, one line an entry. Warnings and
 * errors wait until the start has ended: of a failed one the launcher prints the reason, and once
 * is enough.
 */
@Component(service = LogPrinter.class, immediate = true)
public final class LogPrinter implements LogListener {
    private final LogReaderService reader;
    private final List<String> held = new ArrayList<>();
    private Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        STARTED,
        FAILED
    }

    /** Begins to print. */
    @Activate
    public LogPrinter(@Reference LogReaderService reader) {
        this.reader = reader;
    }

    @Activate
    void start() {
        reader.addLogListener(this);
    }

    @Deactivate
    void stop() {
        reader.removeLogListener(this);
    }

    /** Prints what is held, and from now on each entry at once. */
    synchronized void release() {
        held.forEach(System.err::println);
        held.clear();
        phase = Phase.STARTED;
    }

    /** Drops what is held and what follows: the launcher tells why the start has failed. */
    synchronized void forget() {
        held.clear();
        phase = Phase.FAILED;
    }

    @Override
    public void logged(LogEntry entry) {
        if (isRoutine(entry)) {
            return;
        }
        String line =
                LogLine.of(
                        Instant.ofEpochMilli(entry.getTime()),
                        entry.getLogLevel().name(),
                        entry.getBundle().getSymbolicName(),
                        message(entry));
        if (!hold(entry.getLogLevel(), line)) {
            System.err.println(line);
        }
    }

    private synchronized boolean hold(LogLevel level, String line) {
        if (phase == Phase.STARTED || !LogLevel.WARN.implies(level)) {
            return false;
        }
        if (phase == Phase.STARTING) {
            held.add(line);
        }
        return true;
    }

    /**
     * Returns whether an entry is an event of the framework's, which come at any log level, or the
     * component runtime's account of each step it takes, which it gives in our bundles' names.
     */
    private static boolean isRoutine(LogEntry entry) {
        return !LogLevel.WARN.implies(entry.getLogLevel())
                && (entry.getLoggerName().startsWith("Events.") || isComponentStep(entry));
    }

    private static boolean isComponentStep(LogEntry entry) {
        String message = String.valueOf(entry.getMessage());
        return message.startsWith("bundle " + entry.getBundle().getSymbolicName() + ":");
    }

    private static String message(LogEntry entry) {
        Throwable thrown = entry.getException();
        return thrown == null
                ? entry.getMessage()
                : entry.getMessage() + ": " + CauseMessage.of(thrown);
    }
}
