package dev.berth.core.client;

import dev.berth.spi.LegacyEndpoint;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Makes the connections of one manager: with its limits, timer and listener of calls. */
public final class PluginConnections {
    private final Supplier<CallLimits> limits;
    private final ScheduledExecutorService timer;
    private final CallListener calls;

    public PluginConnections(
            Supplier<CallLimits> limits, ScheduledExecutorService timer, CallListener calls) {
        this.limits = limits;
        this.timer = timer;
        this.calls = calls;
    }

    /**
     * Returns a connection to a plugin on a unix socket; nothing is connected yet.
     *
     * @param deadline of each call; zero for what is configured
     */
    public PluginConnection unix(PluginIdentity plugin, PluginSocket socket, Duration deadline) {
        CallLimits now = limits.get();
        return PluginConnection.unix(
                plugin, socket, deadline.isZero() ? now : now.withDeadline(deadline), timer, calls);
    }

    /** Returns a connection to a legacy plugin, see {@link PluginConnection#legacy}. */
    public PluginConnection legacy(
            PluginIdentity plugin, LegacyEndpoint endpoint, Duration deadline) {
        return PluginConnection.legacy(
                plugin, endpoint, limits.get().withDeadline(deadline), timer, calls);
    }
}
