package dev.berth.core.driver.logging;

import static dev.berth.shared.protocol.MessageForm.Nothing.NOTHING;

import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.LogRead;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** {@link LogDriver} over the calls of {@code docker.logdriver/1.0}. */
final class PluginLogDriver implements LogDriver {
    private final DriverClient plugin;
    private final RunningLogs logs;

    PluginLogDriver(DriverClient plugin, RunningLogs logs) {
        this.plugin = plugin;
        this.logs = logs;
    }

    DriverClient plugin() {
        return plugin;
    }

    RunningLogs logs() {
        return logs;
    }

    @Override
    public LogSink start(LogInfo info) {
        return logs.start(plugin, Objects.requireNonNull(info, "info"));
    }

    @Override
    public Stream<LogEntry> read(LogInfo info, ReadConfig config) {
        LogRead read =
                new LogRead(
                        Objects.requireNonNull(info, "info"),
                        Objects.requireNonNull(config, "config"));
        PluginRequest request =
                PluginRequest.ask(LogMethods.READ, Duration.ZERO)
                        .withBody(JsonCodec.write(LogMethods.READ_REQUEST.write().apply(read)));
        if (config.follow()) {
            return ReadEntries.of(plugin, FollowedResponse.of(plugin, request), config);
        }
        try {
            return ReadEntries.of(plugin, plugin.stream(request), config);
        } catch (PluginCallException e) {
            if (e.reason() == Reason.NOT_SUPPORTED) {
                throw new UnsupportedOperationException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Docker takes a plugin that does not know the method for one that does not read. */
    @Override
    public LogCapabilities capabilities() {
        return LogMethods.CAPABILITIES
                .callIfKnown(plugin, NOTHING)
                .orElse(LogCapabilities.of(false));
    }
}
