package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogInfo;
import dev.berth.shared.protocol.MessageForm.Nothing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The logs that a driver writes, by the path of the FIFO that each comes through. */
final class ServedLogs implements AutoCloseable {
    private final LogDriver driver;
    private final Consumer<Throwable> failures;
    private final Duration limit;
    private final Map<String, ServedLog> logs = new ConcurrentHashMap<>();

    /**
     * @param limit for all logs together to end when this is closed
     */
    ServedLogs(LogDriver driver, Consumer<Throwable> failures, Duration limit) {
        this.driver = driver;
        this.failures = failures;
        this.limit = limit;
    }

    Nothing start(String file, LogInfo info) {
        ServedLog log = open(file);
        if (logs.putIfAbsent(file, log) != null) {
            log.close();
            throw new IllegalStateException(file + " is logged already");
        }
        log.end().thenRun(() -> logs.remove(file, log));
        try {
            log.start(driver.start(info));
        } catch (Throwable t) {
            log.abandon();
            throw t;
        }
        return Nothing.NOTHING;
    }

    private ServedLog open(String file) {
        try {
            return ServedLog.open(Path.of(file), failures);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"File\" is no path", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the FIFO cannot be opened: " + e, e);
        }
    }

    /** Ends a log when its FIFO has been read; does nothing to one that is not known. */
    Nothing stop(String file) {
        ServedLog log = logs.get(file);
        if (log != null) {
            log.stop();
        }
        return Nothing.NOTHING;
    }

    /** Ends all logs, and waits until their sinks are closed; what hangs is given up. */
    @Override
    public void close() {
        List<ServedLog> ending = List.copyOf(logs.values());
        ending.forEach(ServedLog::close);
        CompletableFuture.allOf(
                        ending.stream().map(ServedLog::end).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        long late = ending.stream().filter(log -> !log.end().isDone()).count();
        if (late > 0) {
            failures.accept(
                    new TimeoutException(
                            "%d logs did not end within %d s".formatted(late, limit.toSeconds())));
        }
        logs.values().removeAll(ending);
    }
}
