package dev.berth.dist;

import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Ends the process if its orderly stop takes longer than it may, whatever hangs, and prints where
 * its threads stand.
 */
final class StopWatchdog {
    private static final int FAILED = 1;
    private static final int FRAMES = 6;
    private static final Duration PRINTING = Duration.ofSeconds(2);

    private final StandardStreams streams;
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Duration limit = Duration.ofMinutes(1);

    /**
     * Makes one that waits for nothing yet.
     *
     * @param streams get what it prints written before the end
     */
    StopWatchdog(StandardStreams streams) {
        this.streams = streams;
    }

    /** Sets how long a stop may take. */
    void limit(Duration longest) {
        limit = longest;
    }

    /** Begins to wait, unless it does; called when the stop begins. */
    void start() {
        if (started.compareAndSet(false, true)) {
            DaemonThreads.create("berth-stop-watchdog", this::watch).start();
        }
    }

    private void watch() {
        try {
            never.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            // Nobody may read the standard error, and then printing never ends.
            Thread printer = DaemonThreads.create("berth-stop-report", this::report);
            printer.start();
            printer.join(PRINTING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(FAILED);
    }

    private void report() {
        String threads =
                Thread.getAllStackTraces().entrySet().stream()
                        .filter(entry -> isOurs(entry.getValue()))
                        .map(StopWatchdog::show)
                        .sorted()
                        .collect(Collectors.joining());
        System.err.printf(
                Locale.ROOT,
                "Error: the engine did not stop within %d s and was ended; its threads:%n%s",
                limit.toSeconds(),
                threads);
        streams.drain();
    }

    private static boolean isOurs(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> !name.startsWith("java.") && !name.startsWith("jdk."));
    }

    private static String show(Map.Entry<Thread, StackTraceElement[]> entry) {
        return Arrays.stream(entry.getValue())
                .limit(FRAMES)
                .map(frame -> "    at " + frame + "\n")
                .collect(Collectors.joining("", "  " + entry.getKey().getName() + "\n", ""));
    }
}
