package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.shared.protocol.logging.LogMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogChecksTest {
    private static final Duration SOON = Duration.ofMillis(300);

    @TempDir Path folder;

    private static CheckedProtocol plugin(GoodLogs driver) {
        return new CheckedProtocol(KnownProtocol.LOG, LogMethods.serve(driver, failure -> {}));
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        CheckReport report = plugin(new GoodLogs()).run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Capabilities | {\"Cap\": true} | LogDriver.Capabilities answers",
                "StartLogging | {} | LogDriver.StartLogging of a File that there is not",
                "StartLogging | {\"Err\": \"no\"} | LogDriver.StartLogging reads the FIFO",
                "StartLogging | {\"Err\": \"no\"} | entries of any form are read",
                "StartLogging | {\"Err\": \"no\"} | a log whose FIFO ends in the middle",
                "StartLogging | {\"Err\": \"no\"} | 16 logs are written at once",
                "StopLogging | gone | LogDriver.StopLogging of a File that is no log's",
                "StopLogging | {\"Err\": \"no\"} | LogDriver.StartLogging reads the FIFO",
                "ReadLogs | {\"Err\": \"no\"} | LogDriver.ReadLogs with Follow answers each entry",
                "ReadLogs | `` | LogDriver.ReadLogs without Follow answers the same",
                "NoSuchMethod | {} | LogDriver.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckedProtocol plugin = plugin(new GoodLogs()).answering("LogDriver." + method, body);
        if (method.equals("StartLogging") && body.equals("{}")) {
            // Nobody reads, and all that is checked of it waits for that.
            plugin.within(SOON);
        }
        List<String> wrong = CheckedProtocol.wrong(plugin.run(folder));
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void findALogThatIsNotRead() throws IOException {
        CheckReport report =
                plugin(new GoodLogs())
                        .answering("LogDriver.StartLogging", "{}")
                        .within(SOON)
                        .run(folder);
        String finding =
                report.findings().stream()
                        .filter(each -> each.rule().startsWith("LogDriver.StartLogging reads"))
                        .findFirst()
                        .orElseThrow()
                        .detail();
        assertEquals("it does not read its FIFO to the end within 0 s", finding);
    }

    @Test
    void findEntriesThatAreReadInAnotherForm() throws IOException {
        CheckReport report =
                plugin(
                                new GoodLogs() {
                                    @Override
                                    public LogSink start(LogInfo info) {
                                        LogSink sink = super.start(info);
                                        return new LogSink() {
                                            @Override
                                            public void write(LogEntry entry) {
                                                sink.write(
                                                        LogEntry.of(
                                                                "stdout",
                                                                entry.time(),
                                                                entry.line()));
                                            }

                                            @Override
                                            public void close() {
                                                sink.close();
                                            }
                                        };
                                    }
                                })
                        .run(folder);
        assertEquals(
                List.of("LogDriver.ReadLogs answers entries of any form as they were written"),
                CheckedProtocol.wrong(report));
    }

    @Test
    void findWhatIsReadThoughItWasNotAskedFor() throws IOException {
        CheckReport report =
                plugin(
                                new GoodLogs() {
                                    @Override
                                    public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
                                        return super.read(
                                                info, ReadConfig.all().withFollow(config.follow()));
                                    }
                                })
                        .run(folder);
        assertEquals(
                List.of("LogDriver.ReadLogs with Tail answers the last entries"),
                CheckedProtocol.wrong(report));
        assertEquals(
                List.of(
                        "LogDriver.ReadLogs with Since answers no earlier ones",
                        "LogDriver.ReadLogs with Until answers no later ones"),
                CheckedProtocol.notes(report));
    }

    @Test
    void findOneLogForAll() throws IOException {
        CheckReport report =
                plugin(
                                new GoodLogs() {
                                    @Override
                                    public LogSink start(LogInfo info) {
                                        return super.start(LogInfo.of("one"));
                                    }

                                    @Override
                                    public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
                                        return super.read(LogInfo.of("one"), config);
                                    }
                                })
                        .run(folder);
        assertTrue(
                CheckedProtocol.wrong(report)
                        .contains(
                                "LogDriver.ReadLogs of one container answers nothing of"
                                        + " another's"));
    }

    @Test
    void findALogThatCannotBeStartedAgain() throws IOException {
        AtomicBoolean restarted = new AtomicBoolean();
        CheckReport report =
                plugin(
                                new GoodLogs() {
                                    @Override
                                    public LogSink start(LogInfo info) {
                                        if (restarted.get()) {
                                            throw new IllegalStateException("it is there");
                                        }
                                        return super.start(info);
                                    }
                                })
                        .restartedBy(
                                () -> {
                                    restarted.set(true);
                                    return "";
                                })
                        .run(folder);
        assertEquals(
                List.of(
                        "a log that runs while the plugin is restarted can be started again, and is"
                                + " read"),
                CheckedProtocol.wrong(report));
    }
}
