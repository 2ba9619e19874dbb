package dev.berth.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.sdk.PluginServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PluginHarnessTest {
    private final List<LogEntry> entries = Collections.synchronizedList(new ArrayList<>());
    private final List<String> ends = Collections.synchronizedList(new ArrayList<>());

    private final class Remembering implements LogDriver {
        @Override
        public LogSink start(LogInfo info) {
            if (info.containerId().equals("bad")) {
                throw new IllegalStateException("no log for bad");
            }
            return new LogSink() {
                @Override
                public void write(LogEntry entry) {
                    entries.add(entry);
                }

                @Override
                public void close() {
                    ends.add(info.containerId());
                }
            };
        }

        @Override
        public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
            if (info.containerId().equals("bad")) {
                throw new IllegalStateException("no log of bad");
            }
            return entries.stream().limit(config.tail().orElse(Integer.MAX_VALUE));
        }
    }

    private PluginHarness start() throws IOException {
        return PluginHarness.start(PluginServer.create().logging(new Remembering()));
    }

    private static LogEntry entry(String line) {
        return LogEntry.of("stdout", Instant.ofEpochSecond(1, 2), line.getBytes());
    }

    @Test
    void writesALogThroughAPipeToItsEnd() throws IOException {
        try (PluginHarness plugin = start()) {
            assertEquals(List.of("LogDriver"), plugin.protocols());
            LogSink log = plugin.startLog(LogInfo.of("c"));
            for (int i = 0; i < 1000; i++) {
                log.write(entry("line " + i));
            }
            log.close();
            log.close();
            assertThrows(IllegalStateException.class, () -> log.write(entry("late")));
        }
        assertEquals(1000, entries.size());
        assertEquals(entry("line 999"), entries.get(999));
        assertEquals(List.of("c"), ends);
    }

    @Test
    void readsALog() throws IOException {
        entries.addAll(List.of(entry("a"), entry("b")));
        try (PluginHarness plugin = start()) {
            assertEquals(entries, plugin.readLog(LogInfo.of("c"), ReadConfig.all()));
            assertEquals(
                    List.of(entry("a")),
                    plugin.readLog(LogInfo.of("c"), ReadConfig.all().withTail(1)));
        }
    }

    @Test
    void throwsThePluginsErrors() throws IOException {
        try (PluginHarness plugin = start()) {
            assertEquals("no log for bad", message(() -> plugin.startLog(LogInfo.of("bad"))));
            assertEquals(
                    "no log of bad",
                    message(() -> plugin.readLog(LogInfo.of("bad"), ReadConfig.all())));
            assertTrue(message(() -> plugin.call("Log.Nothing", "")).startsWith("no method"));
        }
    }

    private static String message(Executable call) {
        return assertThrows(IllegalStateException.class, call).getMessage();
    }
}
