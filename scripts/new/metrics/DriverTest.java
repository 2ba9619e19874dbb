package com.example.@PACKAGE@;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.sdk.PluginServer;
import dev.berth.sdk.testing.HostMetrics;
import dev.berth.sdk.testing.PluginHarness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class @CLASS@DriverTest {
    @TempDir Path folder;

    @Test
    void readsWhatTheHostMeasures() throws Exception {
        Path socket = folder.resolve("metrics.sock");
        @CLASS@Driver collector = new @CLASS@Driver(socket);
        PluginServer server = PluginServer.create().metrics(collector);
        try (HostMetrics host = HostMetrics.at(socket, "# TYPE up gauge\nup 1\n");
                PluginHarness plugin = PluginHarness.start(server)) {
            plugin.call("MetricsCollector.StartMetrics", "");
            assertEquals(List.of("# TYPE up gauge"), collector.names());
            plugin.call("MetricsCollector.StopMetrics", "");
            assertEquals(2, host.reads());
        }
    }
}
