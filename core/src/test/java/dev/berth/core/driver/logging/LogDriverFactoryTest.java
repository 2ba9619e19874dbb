package dev.berth.core.driver.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.shared.protocol.logging.LogEntryCodec;
import dev.berth.shared.protocol.logging.LogEntryReader;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDriverFactoryTest {
    private static final LogInfo INFO = LogInfo.of("c");

    @TempDir private Path top;
    private volatile boolean wanted = true;
    private volatile Duration limit = Duration.ofSeconds(20);
    private LogDriverFactory factory;
    private ScriptedLogPlugin plugin;

    @BeforeEach
    void open() throws IOException {
        factory =
                new LogDriverFactory(
                        HostFolder.of(top.resolve("new"), Path.of("")),
                        id -> wanted,
                        () -> limit,
                        new RecordingLog().logger());
        plugin = plugin("first");
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private ScriptedLogPlugin plugin(String name) throws IOException {
        return new ScriptedLogPlugin(Files.createDirectory(top.resolve(name)));
    }

    private static LogEntry entry(String line) {
        return LogEntry.of("stdout", Instant.EPOCH, line.getBytes());
    }

    @Test
    void writesEntriesUntilItIsClosed() throws Exception {
        LogSink sink = factory.create(plugin).start(INFO);
        String file = plugin.file("StartLogging");
        try (LogEntryReader entries = plugin.open(file)) {
            sink.write(entry("a"));
            assertEquals(entry("a"), plugin.next(entries));
            sink.write(entry("b"));
            sink.close();
            assertEquals(file, plugin.file("StopLogging"));
            assertEquals(entry("b"), plugin.next(entries));
            assertTrue(entries.next().isEmpty());
        }
        assertEquals(List.of(), files(plugin.folder));
        assertEquals(List.of(), files(top.resolve("new")));
        sink.close();
        assertThrows(IllegalStateException.class, () -> sink.write(entry("c")));
        assertEquals(0, sink.dropped());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void leavesNothingOfALogThatThePluginRefuses() throws Exception {
        plugin.refuses = true;
        LogDriver driver = factory.create(plugin);
        assertThrows(PluginCallException.class, () -> driver.start(INFO));
        assertEquals(List.of(), files(plugin.folder));
    }

    @Test
    void dropsWhatAPluginDoesNotReadAndCountsIt() throws Exception {
        limit = Duration.ofMillis(100);
        LogSink sink = factory.create(plugin).start(INFO);
        String file = plugin.file("StartLogging");
        LogEntry large = entry("x".repeat(16 * 1024));
        assertTimeoutPreemptively(
                TestTimeout.LIMIT,
                () -> {
                    while (sink.dropped() < 100) {
                        sink.write(large);
                    }
                });
        try (LogEntryReader entries = plugin.open(file)) {
            limit = TestTimeout.LIMIT;
            assertEquals(large, plugin.next(entries));
            for (int i = 0; i < 4; i++) {
                assertEquals(large, plugin.next(entries));
            }
            LogEntry last = entry("last");
            assertTimeoutPreemptively(TestTimeout.LIMIT, () -> writeUntilTaken(sink, last));
            LogEntry read = plugin.next(entries);
            while (!read.equals(last)) {
                read = plugin.next(entries);
            }
        }
        limit = Duration.ofMillis(100);
        sink.close();
    }

    /** The plugin reads, but the thread that writes has to see it first. */
    private static void writeUntilTaken(LogSink sink, LogEntry entry) {
        long before;
        do {
            before = sink.dropped();
            sink.write(entry);
        } while (sink.dropped() > before);
    }

    @Test
    void endsAlsoWhenThePluginNeverReads() throws Exception {
        limit = Duration.ofMillis(100);
        LogSink sink = factory.create(plugin).start(INFO);
        plugin.file("StartLogging");
        while (sink.dropped() == 0) {
            sink.write(entry("x".repeat(16 * 1024)));
        }
        assertTimeoutPreemptively(TestTimeout.LIMIT, sink::close);
        plugin.file("StopLogging");
        assertTrue(sink.dropped() > 1);
    }

    @Test
    void refusesAnEntryThatPluginsDoNotRead() {
        LogSink sink = factory.create(plugin).start(INFO);
        LogEntry large = entry("x".repeat(1_000_000));
        assertThrows(IllegalArgumentException.class, () -> sink.write(large));
        sink.close();
    }

    @Test
    void goesOnInTheNextProcess() throws Exception {
        LogDriver before = factory.create(plugin);
        LogSink sink = before.start(INFO);
        plugin.file("StartLogging");
        factory.destroy(before);
        sink.write(entry("meanwhile"));
        ScriptedLogPlugin next = plugin("second");
        factory.create(next);
        try (LogEntryReader entries = next.open(next.file("StartLogging"))) {
            assertEquals(entry("meanwhile"), next.next(entries));
            sink.write(entry("after"));
            assertEquals(entry("after"), next.next(entries));
        }
        sink.close();
        next.file("StopLogging");
    }

    @Test
    void writesAnEntryWholeToTheNextProcessOfWhichTheFormerReadAPart() throws Exception {
        LogDriver before = factory.create(plugin);
        LogSink sink = before.start(INFO);
        plugin.file("StartLogging");
        LogEntry larger = entry("x".repeat(200_000));
        sink.write(larger);
        factory.destroy(before);
        ScriptedLogPlugin next = plugin("second");
        factory.create(next);
        try (LogEntryReader entries = next.open(next.file("StartLogging"))) {
            assertEquals(larger, next.next(entries));
        }
        sink.close();
    }

    @Test
    void goesOnInAProcessThatHasTakenOver() throws Exception {
        LogDriver driver = factory.create(plugin);
        LogSink sink = driver.start(INFO);
        String first = plugin.file("StartLogging");
        try (LogEntryReader former = plugin.open(first)) {
            factory.replaced(driver);
            String second = plugin.file("StartLogging");
            assertTrue(former.next().isEmpty());
            try (LogEntryReader entries = plugin.open(second)) {
                sink.write(entry("a"));
                assertEquals(entry("a"), plugin.next(entries));
            }
            sink.close();
            assertEquals(second, plugin.file("StopLogging"));
        }
    }

    @Test
    void goesOnInAProcessThatTakesOverWhileItIsStarted() throws Exception {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        ScriptedLogPlugin upgraded =
                new ScriptedLogPlugin(plugin.folder) {
                    @Override
                    public JsonObject call(PluginRequest request, JsonObject message) {
                        JsonObject answer = super.call(request, message);
                        meanwhile.getAndSet(() -> {}).run();
                        return answer;
                    }
                };
        LogDriver driver = factory.create(upgraded);
        meanwhile.set(() -> factory.replaced(driver));
        LogSink sink = driver.start(INFO);
        upgraded.file("StartLogging");
        try (LogEntryReader entries = upgraded.open(upgraded.file("StartLogging"))) {
            sink.write(entry("a"));
            assertEquals(entry("a"), upgraded.next(entries));
        }
        sink.close();
    }

    @Test
    void waitsForAnotherStartWhenTheNextProcessRefusesIt() throws Exception {
        LogDriver before = factory.create(plugin);
        LogSink sink = before.start(INFO);
        plugin.file("StartLogging");
        factory.destroy(before);
        ScriptedLogPlugin refusing = plugin("second");
        refusing.refuses = true;
        LogDriver unwilling = factory.create(refusing);
        refusing.file("StartLogging");
        sink.write(entry("kept"));
        factory.destroy(unwilling);
        ScriptedLogPlugin next = plugin("third");
        factory.create(next);
        try (LogEntryReader entries = next.open(next.file("StartLogging"))) {
            assertEquals(entry("kept"), next.next(entries));
        }
        sink.close();
    }

    @Test
    void endsWithAPluginThatIsNotToRunAnyMore() throws Exception {
        LogDriver driver = factory.create(plugin);
        LogSink sink = driver.start(INFO);
        try (LogEntryReader entries = plugin.open(plugin.file("StartLogging"))) {
            wanted = false;
            factory.destroy(driver);
            assertTrue(entries.next().isEmpty());
        }
        assertThrows(IllegalStateException.class, () -> sink.write(entry("a")));
        assertThrows(IllegalStateException.class, () -> driver.start(INFO).write(entry("a")));
        sink.close();
    }

    @Test
    void isNotLedAstrayByALinkInTheFifosPlace() throws Exception {
        LogSink sink = factory.create(plugin).start(INFO);
        String file = plugin.file("StartLogging");
        Path victim = Files.writeString(top.resolve("victim"), "whole");
        Files.delete(plugin.folder.resolve(file));
        Files.createSymbolicLink(plugin.folder.resolve(file), victim);
        sink.write(entry("a"));
        sink.close();
        assertEquals("whole", Files.readString(victim));
        assertFalse(Files.isSymbolicLink(plugin.folder.resolve(file)));
    }

    @Test
    void makesNoFifoThroughALinkInTheFoldersPlace() throws Exception {
        Path victim = Files.createDirectory(top.resolve("victim"));
        ScriptedLogPlugin hostile =
                new ScriptedLogPlugin(top.resolve("link")) {
                    @Override
                    public Optional<HostFolder> hostFolder(String path) {
                        return Optional.of(HostFolder.of(top, Path.of("link")));
                    }
                };
        Files.createSymbolicLink(hostile.folder, victim);
        LogDriver driver = factory.create(hostile);
        assertThrows(PluginCallException.class, () -> driver.start(INFO));
        assertEquals(List.of(), files(victim));
        assertEquals(List.of(), files(top.resolve("new")));
    }

    @Test
    void readsEntriesWithinTheTimeThatWasAskedFor() throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        for (int second = 0; second < 5; second++) {
            response.write(
                    LogEntryCodec.frame(
                            LogEntry.of("", Instant.ofEpochSecond(second), new byte[0])));
        }
        plugin.response = response.toByteArray();
        LogDriver driver = factory.create(plugin);
        try (Stream<LogEntry> entries =
                driver.read(
                        INFO,
                        ReadConfig.all()
                                .withSince(Instant.ofEpochSecond(1))
                                .withUntil(Instant.ofEpochSecond(3)))) {
            assertEquals(List.of(1L, 2L, 3L), entries.map(e -> e.time().getEpochSecond()).toList());
        }
    }

    @Test
    void readsALineWithoutItsEnd() {
        plugin.response = LogEntryCodec.frame(entry("a\n"));
        assertEquals(List.of(entry("a")), readAll(factory.create(plugin)));
    }

    @Test
    void saysWhatIsWrongWithWhatItReads() {
        LogDriver driver = factory.create(plugin);
        plugin.response = new byte[] {-1, -1, -1, -1};
        assertEquals(
                PluginCallException.Reason.MALFORMED,
                assertThrows(PluginCallException.class, () -> readAll(driver)).reason());
        plugin.response = new byte[] {0, 0, 0, 9, 1};
        assertEquals(
                PluginCallException.Reason.BROKEN,
                assertThrows(PluginCallException.class, () -> readAll(driver)).reason());
        plugin.refuses = true;
        assertThrows(UnsupportedOperationException.class, () -> readAll(driver));
    }

    private static List<LogEntry> readAll(LogDriver driver) {
        try (Stream<LogEntry> entries = driver.read(INFO, ReadConfig.all())) {
            return entries.toList();
        }
    }

    @Test
    void followsALogInWhichNothingIsYetUntilItIsClosed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedLogPlugin silent =
                new ScriptedLogPlugin(plugin.folder) {
                    @Override
                    public InputStream stream(PluginRequest request) {
                        asked.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw malformed(request.method(), "interrupted");
                        }
                        return InputStream.nullInputStream();
                    }
                };
        Stream<LogEntry> entries =
                factory.create(silent).read(INFO, ReadConfig.all().withFollow(true));
        assertTrue(asked.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        Iterator<LogEntry> next = entries.iterator();
        entries.close();
        assertThrows(PluginCallException.class, next::hasNext);
    }

    @Test
    void cannotReadIfItDoesNotSaySo() {
        assertEquals(LogCapabilities.of(false), factory.create(plugin).capabilities());
    }
}
