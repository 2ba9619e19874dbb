package dev.berth.driver.logging;

import dev.berth.plugin.error.PluginCallException;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A log driver: {@code docker.logdriver/1.0}. Implemented by who writes or offers a plugin, and
 * published as a service for each enabled plugin that has the capability, with the {@link
 * dev.berth.capability.CapabilityProperties}. What a driver of one's own throws is the error that
 * its caller gets, with its message. Methods that come later will be default methods.
 *
 * <p>The methods of a plugin's service block, can be called from any thread, and throw {@link
 * PluginCallException} when the plugin cannot be reached or responds with an error, {@link
 * dev.berth.plugin.error.PluginTimeoutException} when it does not respond in time.
 */
@ConsumerType
public interface LogDriver {

    /**
     * Starts a log.
     *
     * @param info whose it is
     * @return where its entries are written to, to be closed by the caller
     */
    LogSink start(LogInfo info);

    /**
     * Reads what was logged, oldest first.
     *
     * @param info whose log it is, as given to {@link #start}
     * @return the entries, read as they are asked for, to be closed by the caller, from any thread;
     *     with {@link ReadConfig#follow} it waits for further ones, and what is wrong with the
     *     request is thrown with the first. It throws {@link PluginCallException} when the plugin
     *     goes or sends what is no entry
     * @throws UnsupportedOperationException if the driver cannot, see {@link #capabilities}
     */
    default Stream<LogEntry> read(LogInfo info, ReadConfig config) {
        throw new UnsupportedOperationException("this log driver does not support reading");
    }

    /** Returns what the driver can do; one that cannot tell does not support reading. */
    default LogCapabilities capabilities() {
        return LogCapabilities.of(false);
    }
}
