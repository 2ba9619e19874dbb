package dev.berth.sdk;

import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.protocol.ServedPlugin;
import dev.berth.shared.protocol.ServedProtocol;
import dev.berth.shared.protocol.authz.AuthzMethods;
import dev.berth.shared.protocol.ipam.IpamMethods;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.metrics.MetricsMethods;
import dev.berth.shared.protocol.network.NetworkMethods;
import dev.berth.shared.protocol.volume.VolumeMethods;
import dev.berth.shared.server.ProtocolServer;
import dev.berth.shared.server.ProtocolServerLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Serves drivers as a plugin of Docker or Berth. A whole plugin is
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     PluginServer.create().volume(new MyDriver()).run("my");
 * }
 * }</pre>
 *
 * <p>A driver is called from several threads at once. What it throws is the error that its caller
 * gets, with the exception's message, and a line on standard error. A request has 4 MiB at most and
 * 30 seconds, there are 64 connections at most, and a client that breaks these rules harms nobody
 * else. Not to be changed by several threads.
 */
public final class PluginServer {
    private final List<Function<Consumer<Throwable>, ServedProtocol>> protocols = new ArrayList<>();
    private final List<Object> drivers = new ArrayList<>();
    private boolean debug;

    private PluginServer() {}

    /** Returns a server without a driver. */
    public static PluginServer create() {
        return new PluginServer();
    }

    /** Adds a driver of {@code docker.volumedriver/1.0}. */
    public PluginServer volume(VolumeDriver driver) {
        return add(driver, failures -> VolumeMethods.serve(driver, failures));
    }

    /** Adds a driver of {@code docker.networkdriver/1.0}. */
    public PluginServer network(NetworkDriver driver) {
        return add(driver, failures -> NetworkMethods.serve(driver, failures));
    }

    /** Adds a driver of {@code docker.ipamdriver/1.0}. */
    public PluginServer ipam(IpamDriver driver) {
        return add(driver, failures -> IpamMethods.serve(driver, failures));
    }

    /** Adds a driver of {@code docker.authz/1.0}. */
    public PluginServer authz(AuthzDriver driver) {
        return add(driver, failures -> AuthzMethods.serve(driver, failures));
    }

    /** Adds a driver of {@code docker.logdriver/1.0}. */
    public PluginServer logging(LogDriver driver) {
        return add(driver, failures -> LogMethods.serve(driver, failures));
    }

    /** Adds a collector of {@code docker.metricscollector/1.0}. */
    public PluginServer metrics(MetricsCollector collector) {
        return add(collector, failures -> MetricsMethods.serve(collector, failures));
    }

    private PluginServer add(
            Object driver, Function<Consumer<Throwable>, ServedProtocol> protocol) {
        drivers.add(Objects.requireNonNull(driver, "driver"));
        protocols.add(protocol);
        return this;
    }

    /**
     * Prints each call with its reply, and where a failure comes from.
     *
     * @param debug false by default: what is in a call may be secret
     */
    public PluginServer debug(boolean debug) {
        this.debug = debug;
        return this;
    }

    /**
     * Starts to listen, on threads of its own, which do not keep the process alive.
     *
     * @throws IOException if the socket cannot be used, or is used; the message says what to do
     * @throws IllegalArgumentException if there is no driver, or two are of one protocol
     */
    public ListeningPlugin listen(PluginEndpoint socket) throws IOException {
        PluginLog log = new PluginLog(debug);
        List<ServedProtocol> served =
                protocols.stream().map(protocol -> protocol.apply(log::failure)).toList();
        ServedPlugin plugin = new ServedPlugin(served, log::call);
        return new ListeningPlugin(
                ProtocolServer.start(
                        socket.name(),
                        plugin,
                        socket.listen(),
                        ProtocolServerLimits.DEFAULT,
                        log::error),
                plugin);
    }

    /**
     * Is all of an author's {@code main}: listens on the socket that systemd hands over, or else on
     * {@link PluginEndpoint#unix}, until the process gets SIGTERM or SIGINT. Then the calls that
     * run end, drivers that are {@link AutoCloseable} are closed, and the process ends with 0. If
     * it cannot listen, it says why on standard error and ends the process with 1.
     *
     * @param nameOrPath of the plugin, or of its unix socket
     */
    public void run(String nameOrPath) {
        run(PluginEndpoint.unix(nameOrPath), true);
    }

    /**
     * As {@link #run(String)}, on this socket.
     *
     * @param socket in place of one that systemd hands over
     */
    public void run(PluginEndpoint socket) {
        run(socket, false);
    }

    private void run(PluginEndpoint socket, boolean inherits) {
        PluginLog log = new PluginLog(debug);
        try {
            Optional<PluginEndpoint> inherited =
                    inherits ? SystemdEndpoint.find(socket.name()) : Optional.empty();
            PluginProcess process = new PluginProcess(socket.name(), drivers, log);
            process.run(listen(inherited.orElse(socket)));
        } catch (IOException | IllegalArgumentException e) {
            log.error(socket.name() + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
