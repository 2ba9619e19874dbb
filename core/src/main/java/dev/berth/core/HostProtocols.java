package dev.berth.core;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.core.driver.CoreDrivers;
import dev.berth.core.driver.TypedCapability;
import dev.berth.core.driver.logging.LogDriverFactory;
import dev.berth.core.driver.metrics.MetricsCollectorFactory;
import dev.berth.core.launch.HostServices;
import dev.berth.core.launch.LaunchContributions;
import dev.berth.core.launch.LoggingContributor;
import dev.berth.core.launch.MetricsContributor;
import dev.berth.core.lifecycle.PluginIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.service.log.Logger;

/** The protocols for which plugins get something of the host: log drivers, metrics collectors. */
record HostProtocols(
        List<TypedCapability> drivers,
        LaunchContributions contributions,
        LogDriverFactory logs,
        MetricsContributor metrics)
        implements AutoCloseable {

    static HostProtocols of(
            RunningConfiguration configuration,
            PluginIndex plugins,
            HostServices services,
            Logger log) {
        Path logging = configuration.execRoot().toAbsolutePath().resolve("logging");
        LogDriverFactory logs =
                new LogDriverFactory(
                        HostFolder.of(logging, Path.of("")),
                        plugins::isWanted,
                        configuration::logWriteLimit,
                        log);
        MetricsContributor metrics =
                new MetricsContributor(
                        configuration.execRoot().toAbsolutePath().resolve("metrics"),
                        services.metrics()::text);
        return new HostProtocols(
                CoreDrivers.all(logs, new MetricsCollectorFactory(log)),
                new LaunchContributions(
                        Map.of(
                                Capability.LOG_DRIVER,
                                new LoggingContributor(logging),
                                Capability.METRICS_COLLECTOR,
                                metrics),
                        services.contributors(),
                        configuration::handlerLimit,
                        log),
                logs,
                metrics);
    }

    /** Ends logs and sockets that plugins have left or live on with. */
    @Override
    public void close() {
        logs.close();
        metrics.close();
    }
}
