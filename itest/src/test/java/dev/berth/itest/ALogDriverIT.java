package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.PartialLog;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.testing.ServerProcess;
import dev.berth.testing.TestTimeout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

/** A log driver in a container, written in Go, used as a service. */
public class ALogDriverIT extends FrameworkTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.logdriver/1.0"], "socket": "logs.sock"}}
            """;

    private ServiceWaits services;
    private LogDriver driver;

    @Before
    public void aLogPlugin() {
        services = new ServiceWaits(bundle);
        if (manager.list().isEmpty()) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
            registry.published("berth/logs", PluginSource.go("logs.go", CONFIG));
            registry.installed(PluginsInTheRegistry.reference("berth/logs"), "logs");
        }
        OperationOutcome.of(manager.enable("logs", EnableOptions.DEFAULT));
        driver = services.await(LogDriver.class, "logs:latest");
    }

    @After
    public void disabled() {
        OperationOutcome.of(manager.disable("logs", true));
    }

    private static LogEntry entry(String line) {
        return LogEntry.of(
                "stdout",
                Instant.parse("2026-01-02T03:04:05.000000006Z"),
                line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void logsAndReadsWhatWasLogged() {
        assertTrue(driver.capabilities().readLogs());
        LogInfo info = LogInfo.of("c1");
        List<LogEntry> entries =
                List.of(
                        entry("first"),
                        entry("half").withPartialLog(PartialLog.of("p", 1, false)),
                        entry("x".repeat(200_000)));
        try (LogSink sink = driver.start(info);
                Stream<LogEntry> read = driver.read(info, ReadConfig.all().withFollow(true))) {
            entries.forEach(sink::write);
            Iterator<LogEntry> next = read.iterator();
            for (LogEntry each : entries) {
                assertEquals(each, next.next());
            }
            assertEquals(0, sink.dropped());
        }
        assertEquals(entries.subList(1, 3), all(info, ReadConfig.all().withTail(2)));
        Instant later = entries.get(0).time().plusNanos(1);
        assertEquals(List.of(), all(info, ReadConfig.all().withSince(later)));
        assertEquals(entries, all(info, ReadConfig.all().withUntil(later)));
    }

    private List<LogEntry> all(LogInfo info, ReadConfig config) {
        try (Stream<LogEntry> entries = driver.read(info, config)) {
            return entries.toList();
        }
    }

    @Test
    public void goesOnWhenThePluginIsStartedAgain() throws InterruptedException {
        LogInfo info = LogInfo.of("c2");
        try (LogSink sink = driver.start(info)) {
            dieAndComeBack();
            driver = services.await(LogDriver.class, "logs:latest");
            sink.write(entry("after its death"));
            try (Stream<LogEntry> read = driver.read(info, ReadConfig.all().withFollow(true))) {
                assertEquals(entry("after its death"), read.iterator().next());
            }
        }
    }

    private void dieAndComeBack() throws InterruptedException {
        CountDownLatch restarted = new CountDownLatch(1);
        PluginListener listener =
                event -> {
                    if (event.kind() == PluginEvent.Kind.RESTART) {
                        restarted.countDown();
                    }
                };
        ServiceRegistration<?> registered =
                bundle.registerService(PluginListener.class, listener, null);
        PluginClient client = manager.find("logs", CapabilityFilter.parse("docker.logdriver"));
        assertThrows(
                PluginCallException.class, () -> client.call(PluginRequest.of("LogDriver.Die")));
        assertTrue(restarted.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        registered.unregister();
    }

    @Test
    public void endsWithAPluginThatIsDisabled() throws Exception {
        LogSink sink = driver.start(LogInfo.of("c3"));
        PluginClient client = manager.find("logs", CapabilityFilter.parse("docker.logdriver"));
        Path folder = client.hostPath("/run/docker/logging").orElseThrow();
        try (Stream<Path> fifos = Files.list(folder)) {
            assertEquals(1, fifos.count());
        }
        OperationOutcome.of(manager.disable("logs", false));
        assertFalse(Files.exists(folder));
        assertThrows(IllegalStateException.class, () -> sink.write(entry("too late")));
        sink.close();
        OperationOutcome.of(manager.enable("logs", EnableOptions.DEFAULT));
    }

    @Test
    public void dropsWhatAPluginNeverReads() {
        try (LogSink sink = driver.start(LogInfo.of("deaf"))) {
            while (sink.dropped() < 10) {
                sink.write(entry("x".repeat(50_000)));
            }
        }
    }

    @Test
    public void isNotLedAstrayByAPluginThatReplacesItsFifo() {
        PluginCallException failure =
                assertThrows(PluginCallException.class, () -> driver.start(LogInfo.of("replaces")));
        assertTrue(failure.getMessage(), failure.getMessage().contains("read-only file system"));
    }

    @Test
    public void refusesAnswersThatAreWrong() {
        assertReason(PluginCallException.Reason.FAILED, () -> driver.start(LogInfo.of("wrong")));
        assertReason(
                PluginCallException.Reason.MALFORMED,
                () -> all(LogInfo.of("lies"), ReadConfig.all()));
        assertReason(
                PluginCallException.Reason.BROKEN, () -> all(LogInfo.of("half"), ReadConfig.all()));
        try (Stream<LogEntry> endless = driver.read(LogInfo.of("endless"), ReadConfig.all())) {
            assertEquals(1000, endless.limit(1000).count());
        }
    }

    @Test
    public void isReadByAPluginThatIsNotRoot() {
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        registry.published(
                "berth/userlogs",
                PluginSource.go("logs.go", CONFIG)
                        .with(
                                config ->
                                        config.putObject("user")
                                                .put("uid", 4711)
                                                .put("gid", 4712)));
        String id =
                registry.installed(PluginsInTheRegistry.reference("berth/userlogs"), "userlogs")
                        .id();
        OperationOutcome.of(manager.enable(id, EnableOptions.DEFAULT));
        assertLogs(services.await(LogDriver.class, "userlogs:latest"));
        OperationOutcome.of(manager.disable(id, false));
        OperationOutcome.of(manager.remove(id, false));
    }

    /** Its FIFOs are where dockerd has them, and as dockerd makes them: for root alone. */
    @Test
    public void isALegacyPluginToo() throws Exception {
        Path program = PluginSource.go("logs.go", CONFIG).rootfs().resolve("plugin");
        Path socket = Files.createDirectories(folders().legacy()).resolve("oldlogs.sock");
        try (ServerProcess plugin =
                ServerProcess.start(
                        "logs",
                        Pattern.compile("listening"),
                        List.of(program.toString(), socket.toString()))) {
            plugin.awaitReady();
            LogDriver old = services.await(LogDriver.class, "oldlogs");
            Set<PosixFilePermission> mode;
            try (LogSink sink = old.start(LogInfo.of("mode"))) {
                sink.write(entry("x"));
                mode = Files.getPosixFilePermissions(Path.of("/run/docker/logging"));
            }
            assertEquals("rwx------", PosixFilePermissions.toString(mode));
            assertLogs(old);
        }
        Files.delete(socket);
        services.awaitNone(LogDriver.class, "oldlogs");
    }

    private void assertLogs(LogDriver logs) {
        LogInfo info = LogInfo.of("own");
        try (LogSink sink = logs.start(info);
                Stream<LogEntry> read = logs.read(info, ReadConfig.all().withFollow(true))) {
            sink.write(entry("one"));
            assertEquals(entry("one"), read.iterator().next());
        }
    }

    private static void assertReason(PluginCallException.Reason reason, Runnable call) {
        PluginCallException failure = assertThrows(PluginCallException.class, call::run);
        assertEquals(failure.getMessage(), reason, failure.reason());
    }
}
