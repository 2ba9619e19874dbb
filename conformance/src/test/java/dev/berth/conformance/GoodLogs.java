package dev.berth.conformance;

import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A log driver that conforms; each test breaks it in one place. */
class GoodLogs implements LogDriver {
    private final Map<String, MemoryLog> logs = new ConcurrentHashMap<>();

    @Override
    public LogCapabilities capabilities() {
        return LogCapabilities.of(true);
    }

    @Override
    public LogSink start(LogInfo info) {
        return find(info);
    }

    @Override
    public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
        MemoryLog log = find(info);
        if (config.follow()) {
            return StreamSupport.stream(log.followed(), false);
        }
        List<LogEntry> all =
                log.entries().stream()
                        .filter(e -> !e.time().isBefore(config.since().orElse(Instant.MIN)))
                        .filter(e -> !e.time().isAfter(config.until().orElse(Instant.MAX)))
                        .toList();
        return all.stream().skip(Math.max(0, all.size() - config.tail().orElse(all.size())));
    }

    private MemoryLog find(LogInfo info) {
        return logs.computeIfAbsent(info.containerId(), id -> new MemoryLog());
    }

    /** The entries of one container; who follows waits for the next. */
    static final class MemoryLog implements LogSink {
        private final List<LogEntry> entries = new ArrayList<>();

        @Override
        public synchronized void write(LogEntry entry) {
            entries.add(entry);
            notifyAll();
        }

        @Override
        public void close() {}

        synchronized List<LogEntry> entries() {
            return List.copyOf(entries);
        }

        private synchronized LogEntry await(int index) {
            try {
                while (entries.size() <= index) {
                    wait();
                }
                return entries.get(index);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        Spliterator<LogEntry> followed() {
            return new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
                private int next;

                @Override
                public boolean tryAdvance(Consumer<? super LogEntry> action) {
                    action.accept(await(next++));
                    return true;
                }
            };
        }
    }
}
