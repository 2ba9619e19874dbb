package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.PluginHarness;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class @CLASS@DriverTest {
    @TempDir Path folder;

    @Test
    void writesTheLogsOfContainers() throws Exception {
        PluginServer server = PluginServer.create().logging(new @CLASS@Driver(folder));
        try (PluginHarness plugin = PluginHarness.start(server)) {
            try (LogSink log = plugin.startLog(LogInfo.of("c1"))) {
                byte[] line = "hello".getBytes(StandardCharsets.UTF_8);
                log.write(LogEntry.of("stdout", Instant.EPOCH, line));
            }
        }
        assertEquals(
                List.of("1970-01-01T00:00:00Z stdout hello"),
                Files.readAllLines(folder.resolve("c1.log")));
    }
}
