package dev.berth.core.driver.logging;

import dev.berth.capability.HostFolder;
import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.logging.LogDriver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * The {@link LogDriver} of {@code docker.logdriver/1.0}. A plugin's running logs live longer than
 * its drivers: one that is started again gets them again. They end with a plugin that is not to run
 * any more, and with the engine.
 */
public final class LogDriverFactory implements DriverFactory<LogDriver>, AutoCloseable {
    private final Map<String, RunningLogs> running = new ConcurrentHashMap<>();
    private final LogFifos fifos;
    private final Predicate<String> wanted;
    private final Supplier<Duration> limit;
    private final Logger log;

    /**
     * @param workshop a folder of the engine's own on the file system of the plugins' folders,
     *     which exists when a log is started
     * @param wanted whether a plugin of an ID is to run
     * @param limit how long a writer waits for a plugin that does not read
     */
    public LogDriverFactory(
            HostFolder workshop, Predicate<String> wanted, Supplier<Duration> limit, Logger log) {
        this.fifos = new LogFifos(workshop);
        this.wanted = wanted;
        this.limit = limit;
        this.log = log;
    }

    @Override
    public Class<LogDriver> type() {
        return LogDriver.class;
    }

    @Override
    public LogDriver create(DriverClient plugin) {
        RunningLogs logs =
                running.computeIfAbsent(key(plugin), key -> new RunningLogs(fifos, limit, log));
        logs.attach(plugin);
        return new PluginLogDriver(plugin, logs);
    }

    /** Another process is at the other end of the same client: it knows of no log. */
    @Override
    public void replaced(LogDriver driver) {
        if (driver instanceof PluginLogDriver known) {
            known.logs().attach(known.plugin());
        }
    }

    @Override
    public void destroy(LogDriver driver) {
        if (driver instanceof PluginLogDriver known) {
            known.logs().detach(known.plugin());
            if (!known.plugin().pluginId().map(wanted::test).orElse(true)) {
                running.remove(key(known.plugin()), known.logs());
                known.logs().close();
            }
        }
    }

    private static String key(DriverClient plugin) {
        return plugin.pluginId().orElse(plugin.plugin());
    }

    /** Ends all logs: the engine stops. */
    @Override
    public void close() {
        running.values().forEach(RunningLogs::close);
        running.clear();
    }
}
