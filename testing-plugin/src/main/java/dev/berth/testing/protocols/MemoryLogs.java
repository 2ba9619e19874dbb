package dev.berth.testing.protocols;

import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Logs that are kept in memory; who follows waits until one has ended. */
final class MemoryLogs implements LogDriver {
    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Journal journal;

    MemoryLogs(Journal journal) {
        this.journal = journal;
    }

    @Override
    public LogSink start(LogInfo info) {
        journal.add("log %s", info.containerId());
        return new LogSink() {
            @Override
            public void write(LogEntry entry) {
                entries.add(entry);
            }

            @Override
            public void close() {
                ended.countDown();
            }
        };
    }

    @Override
    public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
        if (config.follow()) {
            awaitEnd();
        }
        return entries.stream().skip(Math.max(0, entries.size() - config.tail().orElse(99)));
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public LogCapabilities capabilities() {
        return LogCapabilities.of(true);
    }
}
