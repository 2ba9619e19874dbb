package dev.berth.shared.protocol.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.PartialLog;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.ProtocolReply;
import dev.berth.shared.protocol.ReplyBody;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.testing.Programs;
import dev.berth.testing.TestTimeout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogMethodsTest {
    private static final LogEntry ENTRY =
            LogEntry.of("stdout", Instant.EPOCH, "hello".getBytes(StandardCharsets.UTF_8))
                    .withPartialLog(PartialLog.of("p", 1, true));
    private static final LogInfo INFO =
            LogInfo.of("id")
                    .withConfig(Map.of("tag", "x"))
                    .withContainerName("/c")
                    .withEntrypoint("sh")
                    .withArguments(List.of("-c"))
                    .withImageId("i")
                    .withImageName("n")
                    .withCreated(Instant.parse("2026-01-02T03:04:05.000000006Z"))
                    .withEnvironment(List.of("A=B"))
                    .withLabels(Map.of("l", "m"))
                    .withLogPath("/p")
                    .withDaemonName("docker");

    @TempDir private Path folder;
    private Path fifo;
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final ServedProtocol served = LogMethods.serve(new TestDriver(), failures::add);

    private final class TestDriver implements LogDriver {
        @Override
        public LogSink start(LogInfo info) {
            if (info.containerId().equals("refused")) {
                throw new IllegalStateException("no room");
            }
            seen.add(info);
            return new TestSink();
        }

        @Override
        public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
            seen.add(config);
            return Stream.of(ENTRY, ENTRY).onClose(() -> seen.add("closed"));
        }

        @Override
        public LogCapabilities capabilities() {
            return LogCapabilities.of(true);
        }
    }

    private final class TestSink implements LogSink {
        @Override
        public void write(LogEntry entry) {
            if (entry.source().isEmpty()) {
                throw new IllegalStateException("no source");
            }
            seen.add(entry);
        }

        @Override
        public void close() {
            seen.add("end");
        }
    }

    @BeforeEach
    void makeFifo() throws Exception {
        fifo = folder.resolve("fifo");
        Programs.run("mkfifo", fifo.toString());
    }

    @AfterEach
    void close() {
        served.close();
    }

    private String call(String method, String body) {
        return text(served.call("LogDriver." + method, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ProtocolReply reply) {
        return reply.status() + " " + new String(reply.text(), StandardCharsets.UTF_8);
    }

    private String start(LogInfo info) {
        return start(served, info);
    }

    private String start(ServedProtocol protocol, LogInfo info) {
        byte[] body = JsonCodec.write(NewLog.FORM.write().apply(new NewLog(fifo.toString(), info)));
        return text(protocol.call("LogDriver.StartLogging", body));
    }

    private String stop() {
        return call("StopLogging", "{\"File\":\"" + fifo + "\"}");
    }

    private Throwable failure() throws InterruptedException {
        return failures.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Object next() throws InterruptedException {
        return seen.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void writesWhatComesThroughTheFifo() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        try (OutputStream out = Files.newOutputStream(fifo)) {
            out.write(LogEntryCodec.frame(ENTRY));
            assertEquals(ENTRY, next());
            assertEquals("200 {}", stop());
            out.write(LogEntryCodec.frame(ENTRY.withPartial(false)));
        }
        assertEquals(ENTRY.withPartial(false), next());
        assertEquals("end", next());
        assertEquals("200 {}", stop());
        assertTrue(failures.isEmpty());
    }

    @Test
    void endsALogWhoseHostGoesWithoutAWord() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        try (OutputStream out = Files.newOutputStream(fifo)) {
            out.write(LogEntryCodec.frame(ENTRY));
        }
        assertEquals(ENTRY, next());
        assertEquals("end", next());
    }

    @Test
    void endsALogOfWhichNothingCameWhenItIsStopped() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        assertEquals("200 {}", stop());
        assertEquals("end", next());
    }

    @Test
    void endsAllWhenItIsClosed() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        served.close();
        assertEquals("end", next());
    }

    @Test
    void waitsForItsSinksWhenItIsClosed() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LogDriver driver = info -> new SlowSink(closing, go);
        try (ServedProtocol slow = LogMethods.serve(driver, failures::add)) {
            assertEquals("200 {}", start(slow, INFO));
            CompletableFuture<Void> closed =
                    CompletableFuture.runAsync(slow::close)
                            .whenComplete((nothing, failure) -> seen.add("closed"));
            assertTrue(closing.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
            go.countDown();
            closed.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        assertEquals(List.of("end", "closed"), List.copyOf(seen));
        assertTrue(failures.isEmpty());
    }

    @Test
    void waitsForASinkWithALimit() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        LogDriver driver = info -> new SlowSink(closing, never);
        ServedLogs slow = new ServedLogs(driver, failures::add, Duration.ZERO);
        slow.start(fifo.toString(), INFO);
        slow.close();
        assertEquals("1 logs did not end within 0 s", failure().getMessage());
        slow.close();
        assertTrue(failures.isEmpty());
        never.countDown();
        assertEquals("end", next());
    }

    private final class SlowSink implements LogSink {
        private final CountDownLatch closing;
        private final CountDownLatch go;

        SlowSink(CountDownLatch closing, CountDownLatch go) {
            this.closing = closing;
            this.go = go;
        }

        @Override
        public void write(LogEntry entry) {
            seen.add(entry);
        }

        @Override
        public void close() {
            closing.countDown();
            try {
                assertTrue(go.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            seen.add("end");
        }
    }

    @Test
    void writesOnAfterAnEntryThatTheSinkRefuses() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        try (OutputStream out = Files.newOutputStream(fifo)) {
            out.write(LogEntryCodec.frame(LogEntry.of("", Instant.EPOCH, new byte[0])));
            out.write(LogEntryCodec.frame(ENTRY));
            assertEquals(ENTRY, next());
        }
        assertEquals("no source", failure().getMessage());
    }

    @Test
    void endsALogThatIsNone() throws Exception {
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        try (OutputStream out = Files.newOutputStream(fifo)) {
            out.write(new byte[] {-1, -1, -1, -1});
            assertEquals("end", next());
        }
        assertTrue(failure().getMessage().contains("4294967295 bytes"));
    }

    @Test
    void refusesWhatIsNoFifo() throws Exception {
        Files.delete(fifo);
        Files.createFile(fifo);
        assertTrue(start(INFO).startsWith("500 {\"Err\":\"the FIFO cannot be opened"));
        Files.delete(fifo);
        assertTrue(start(INFO).startsWith("500 {\"Err\":\"the FIFO cannot be opened"));
        assertEquals(
                "500 {\"Err\":\"\\\"File\\\" is no path\"}",
                call("StartLogging", "{\"File\":\"\\u0000\"}"));
        assertTrue(seen.isEmpty());
    }

    @Test
    void startsALogOnceAndAgainAfterItWasRefused() throws Exception {
        assertEquals("500 {\"Err\":\"no room\"}", start(LogInfo.of("refused")));
        assertEquals("200 {}", start(INFO));
        assertEquals(INFO, next());
        assertEquals("500 {\"Err\":\"" + fifo + " is logged already\"}", start(INFO));
    }

    @Test
    void streamsEntries() throws IOException, InterruptedException {
        assertEquals(
                2 * LogEntryCodec.frame(ENTRY).length,
                read("{\"Config\":{\"Tail\":-1,\"Since\":\"0001-01-01T00:00:00Z\"}}"));
        assertEquals(ReadConfig.all(), next());
        assertEquals("closed", next());
        read(
                "{\"Config\":{\"Tail\":3,\"Since\":\"2026-01-02T05:04:05+02:00\","
                        + "\"until\":\"2026-01-02T03:04:06Z\",\"Follow\":true}}");
        assertEquals(
                ReadConfig.all()
                        .withTail(3)
                        .withSince(Instant.parse("2026-01-02T03:04:05Z"))
                        .withUntil(Instant.parse("2026-01-02T03:04:06Z"))
                        .withFollow(true),
                next());
        assertEquals("closed", next());
    }

    private int read(String body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReplyBody entries = stream(body)) {
            entries.writeTo(out);
        }
        return out.size();
    }

    @Test
    void closesTheEntriesOfWhichNoneWasRead() throws Exception {
        stream("{}").close();
        next();
        assertEquals("closed", next());
    }

    private ReplyBody stream(String body) {
        return served.call("LogDriver.ReadLogs", body.getBytes(StandardCharsets.UTF_8)).stream()
                .orElseThrow();
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() {
        assertTrue(call("ReadLogs", "{\"Config\":{\"Since\":\"now\"}}").startsWith("400 "));
        assertTrue(call("StartLogging", "{\"File\":7}").startsWith("400 "));
        assertEquals("200 {\"Cap\":{\"ReadLogs\":true}}", call("Capabilities", ""));
    }

    @Test
    void aDriverThatDoesNotReadHasNoSuchMethod() {
        LogDriver plain = info -> new TestSink();
        try (ServedProtocol other = LogMethods.serve(plain, failures::add)) {
            assertEquals(404, other.call("LogDriver.ReadLogs", new byte[0]).status());
        }
    }
}
