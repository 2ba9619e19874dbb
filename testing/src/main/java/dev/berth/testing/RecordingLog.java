package dev.berth.testing;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** A {@link Logger} whose entries a test reads: one line each, {@code level message}. */
public final class RecordingLog {
    private static final Object[] NONE = {};

    private final List<String> lines = new ArrayList<>();
    private int read;
    private String failing = "";

    /** Returns the logger. */
    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (self, method, arguments) ->
                                call(self, method.getName(), arguments == null ? NONE : arguments));
    }

    private Object call(Object self, String method, Object[] arguments) {
        return switch (method) {
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> self == arguments[0];
            case "toString", "getName" -> "recording log";
            case "audit", "error", "warn", "info", "debug", "trace" -> record(method, arguments);
            default -> true;
        };
    }

    private synchronized Object record(String level, Object[] arguments) {
        if (level.equals(failing)) {
            throw new IllegalStateException("the log is full");
        }
        lines.add(level + " " + LogMessage.of(arguments));
        notifyAll();
        return null;
    }

    /** Returns all lines. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines of a level, without it. */
    public List<String> lines(String level) {
        return lines().stream()
                .filter(line -> line.startsWith(level + " "))
                .map(line -> line.substring(level.length() + 1))
                .toList();
    }

    /** Returns whether a text stands in a line. */
    public boolean has(String text) {
        return lines().stream().anyMatch(line -> line.contains(text));
    }

    /**
     * Waits for the next line with a text in it, and passes over those before it.
     *
     * @throws AssertionError if none comes within the limit
     */
    public synchronized String next(String text) throws InterruptedException {
        long end = System.nanoTime() + TestTimeout.LIMIT.toNanos();
        while (true) {
            while (read < lines.size()) {
                String line = lines.get(read++);
                if (line.contains(text)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not logged: " + text + "; all that was: " + lines);
            }
            wait(left);
        }
    }

    /** Makes every call of a level throw. */
    public synchronized void failAt(String level) {
        failing = level;
    }
}
