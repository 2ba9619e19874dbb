package dev.berth.testing.protocols;

import dev.berth.driver.metrics.MetricsCollector;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says whether the host's metrics are there when they are to be collected. */
final class StartedMetrics implements MetricsCollector {
    private static final Path SOCKET = Path.of("/run/docker/metrics.sock");

    private final Journal journal;

    StartedMetrics(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void start() {
        journal.add("metrics %s", Files.exists(SOCKET));
    }

    @Override
    public void stop() {
        journal.add("metrics ended");
    }
}
