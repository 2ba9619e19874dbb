package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.testing.ForkedJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Running logs and metrics when the engine is killed, and when another version takes over. */
class AttachedDriversIT {
    private static final LogInfo INFO = LogInfo.of("c1");
    private static final UpgradeOptions HOT = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);

    /** An engine that logs an entry and goes on until it is killed. */
    static final class LoggingEngine {
        private LoggingEngine() {}

        /** Says what it has come to, a line for each. */
        public static void main(String[] args) throws Exception {
            EmbeddedEngine engine =
                    EmbeddedEngine.start(new EngineFolders(Path.of(args[0])), false);
            enable(engine, PluginReference.parse(args[1]), "logs");
            enable(engine, PluginReference.parse(args[2]), "metrics");
            LogSink sink = logs(engine).start(INFO);
            sink.write(entry("before"));
            System.out.println("read " + firstLine(logs(engine)));
            System.in.read();
        }
    }

    private static void enable(EmbeddedEngine engine, PluginReference reference, String alias) {
        PluginManager manager = engine.manager();
        new PluginsInTheRegistry(manager).installed(reference, alias);
        OperationOutcome.of(manager.enable(alias, EnableOptions.DEFAULT));
    }

    private static LogDriver logs(EmbeddedEngine engine) {
        return new ServiceWaits(engine.context()).await(LogDriver.class, "logs:latest");
    }

    private static LogEntry entry(String line) {
        return LogEntry.of(
                "stdout",
                Instant.parse("2026-01-02T03:04:05Z"),
                line.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for the first entry of the log. */
    private static String firstLine(LogDriver logs) {
        return lines(logs, 1).get(0);
    }

    /** Waits until the plugin has this many entries of the log. */
    private static List<String> lines(LogDriver logs, int count) {
        try (Stream<LogEntry> read = logs.read(INFO, ReadConfig.all().withFollow(true))) {
            List<String> lines = new ArrayList<>();
            Iterator<LogEntry> next = read.iterator();
            while (lines.size() < count) {
                lines.add(new String(next.next().line(), StandardCharsets.UTF_8));
            }
            return lines;
        }
    }

    private static String metrics(EmbeddedEngine engine) {
        new ServiceWaits(engine.context()).await(MetricsCollector.class, "metrics:latest");
        byte[] answer =
                engine.manager()
                        .find("metrics", CapabilityFilter.parse("docker.metricscollector"))
                        .call(PluginRequest.of("MetricsCollector.Read"));
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static void assertReadsTheHosts(EmbeddedEngine engine) {
        String text = metrics(engine);
        assertTrue(text.contains("berth_plugins{state=\\\"enabled\\\"}"), text);
    }

    private static PluginSource logPlugin(String description) {
        return PluginSource.go(
                "logs.go",
                """
                {"interface": {"types": ["docker.logdriver/1.0"], "socket": "logs.sock"},
                 "description": "%s"}
                """
                        .formatted(description));
    }

    private static PluginSource metricsPlugin(String description) {
        return PluginSource.go(
                "metrics.go",
                """
                {"interface": {"types": ["docker.metricscollector/1.0"],
                               "socket": "metrics.sock"},
                 "description": "%s"}
                """
                        .formatted(description));
    }

    @Test
    void afterAKillOfTheEngineItsSuccessorLogsAndServesMetrics() throws Exception {
        TestBed.up();
        PluginReference logs;
        PluginReference metrics;
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            logs = registry.published("berth/attached-logs", logPlugin("first"));
            metrics = registry.published("berth/attached-metrics", metricsPlugin("first"));
        }
        EngineFolders folders = EngineFolders.fresh();
        ForkedJvm killed =
                ForkedJvm.start(
                        properties(),
                        LoggingEngine.class,
                        folders.base().toString(),
                        logs.toString(),
                        metrics.toString());
        List<String> said = new ArrayList<>();
        while (!said.contains("read before")) {
            String line = killed.line();
            assertTrue(line != null, said::toString);
            said.add(line);
        }
        killed.kill();

        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            LogDriver attached = logs(next);
            ProcessHandle process = RunningTasks.of(next.manager().find("logs").id()).orElseThrow();
            try (LogSink sink = attached.start(INFO)) {
                sink.write(entry("after"));
                assertEquals(List.of("before", "after"), lines(attached, 2));
            }
            assertEquals(process, RunningTasks.of(next.manager().find("logs").id()).orElseThrow());
            assertReadsTheHosts(next);
            assertEquals(List.of(), fifos(folders));
        }
    }

    /** What the fork is to use as this JVM does: the same containerd and registry. */
    private static List<String> properties() {
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("berth.") || name.startsWith("org.slf4j"))
                .forEach(name -> options.add("-D%s=%s".formatted(name, System.getProperty(name))));
        return options;
    }

    private static List<Path> fifos(EngineFolders folders) throws Exception {
        try (Stream<Path> files = Files.walk(folders.execRoot().resolve("logging"))) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        }
    }

    @Test
    void afterAHotUpgradeTheOtherVersionHasTheRunningLogs() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            enable(engine, registry.published("berth/attached-logs", logPlugin("first")), "logs");
            LogDriver driver = logs(engine);
            try (LogSink sink = driver.start(INFO)) {
                sink.write(entry("before"));
                assertEquals("before", firstLine(driver));
                upgrade(
                        engine,
                        "logs",
                        registry.published("berth/attached-logs:2", logPlugin("second")));
                sink.write(entry("after"));
                // The other version is another process: it has what came since it was there.
                assertEquals("after", firstLine(driver));
                assertEquals(1, fifos(engine.folders()).size());
                assertEquals(0, sink.dropped());
            }
            assertEquals(List.of(), fifos(engine.folders()));
        }
    }

    @Test
    void afterAHotUpgradeTheOtherVersionCollectsMetrics() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            enable(
                    engine,
                    registry.published("berth/attached-metrics", metricsPlugin("first")),
                    "metrics");
            assertReadsTheHosts(engine);
            upgrade(
                    engine,
                    "metrics",
                    registry.published("berth/attached-metrics:2", metricsPlugin("second")));
            assertReadsTheHosts(engine);
            byte[] started =
                    engine.manager()
                            .find("metrics", CapabilityFilter.parse("docker.metricscollector"))
                            .call(PluginRequest.of("MetricsCollector.Started"));
            String text = new String(started, StandardCharsets.UTF_8);
            assertTrue(text.contains("berth_plugins"), "StartMetrics was called: " + text);
        }
    }

    private static void upgrade(EmbeddedEngine engine, String name, PluginReference to) {
        PluginManager manager = engine.manager();
        InstallRequest request = InstallRequest.of(to);
        assertEquals(
                "second",
                OperationOutcome.of(
                                manager.upgrade(
                                        name,
                                        request.withPrivileges(
                                                OperationOutcome.of(manager.privileges(request))),
                                        HOT,
                                        ProgressListener.NONE))
                        .config()
                        .description());
    }
}
