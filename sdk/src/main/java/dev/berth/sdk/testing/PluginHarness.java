package dev.berth.sdk.testing;

import dev.berth.capability.Capability;
import dev.berth.driver.JsonObject;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.sdk.ListeningPlugin;
import dev.berth.sdk.PluginEndpoint;
import dev.berth.sdk.PluginServer;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.protocol.logging.LineEnd;
import dev.berth.shared.protocol.logging.LogEntryReader;
import dev.berth.shared.protocol.logging.LogMethods;
import dev.berth.shared.protocol.logging.LogRead;
import dev.berth.shared.protocol.network.CalledNetworkDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plugin in the process of a test: listens on a socket in a temporary folder, and is called over
 * it as an engine does. What it replies as an error is thrown as an {@link IllegalStateException}
 * with the plugin's message.
 */
public final class PluginHarness implements AutoCloseable {
    private final Path folder;
    private final Path socket;
    private final ListeningPlugin plugin;
    private int logs;

    private PluginHarness(Path folder, Path socket, ListeningPlugin plugin) {
        this.folder = folder;
        this.socket = socket;
        this.plugin = plugin;
    }

    /** Starts a plugin. */
    public static PluginHarness start(PluginServer server) throws IOException {
        Path folder = Files.createTempDirectory("plugin");
        Path socket = folder.resolve("p.sock");
        try {
            ListeningPlugin plugin = server.listen(PluginEndpoint.unix(socket.toString()));
            return new PluginHarness(folder, socket, plugin);
        } catch (IOException | RuntimeException e) {
            Files.delete(folder);
            throw e;
        }
    }

    /** Returns the names that the handshake tells, {@code VolumeDriver}. */
    public List<String> protocols() throws IOException {
        return parse(call("Plugin.Activate", "")).texts("Implements");
    }

    /**
     * Makes a call.
     *
     * @param method {@code VolumeDriver.Create}
     * @param json the request, or the empty text
     * @return the reply's JSON
     * @throws IllegalStateException if the plugin replies with an error; the message is its own
     */
    public String call(String method, String json) throws IOException {
        try (SocketReply reply =
                SocketReply.of(socket, method, json.getBytes(StandardCharsets.UTF_8))) {
            String body = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
            Optional<String> error = parse(body).text("Err").filter(text -> !text.isEmpty());
            if (reply.status() != 200 || error.isPresent()) {
                throw new IllegalStateException(error.orElse(body));
            }
            return body;
        }
    }

    /**
     * Returns the plugin's network driver as a host uses it. It throws a {@link
     * dev.berth.plugin.error.PluginCallException} where the plugin replies with an error, and where
     * its reply is not what libnetwork takes.
     */
    public NetworkDriver network() {
        return new CalledNetworkDriver(new HarnessClient(socket, Capability.NETWORK_DRIVER));
    }

    /**
     * Starts a log as a host does: over a FIFO that the plugin reads. Needs the program {@code
     * mkfifo}.
     *
     * @return where entries are written to; the plugin has read all of them when it is closed, too
     */
    public LogSink startLog(LogInfo info) throws IOException {
        return FifoLog.start(this, folder.resolve("log" + logs++), info);
    }

    /**
     * Reads a log.
     *
     * @param config without {@link ReadConfig#follow}: this returns at the log's end
     */
    public List<LogEntry> readLog(LogInfo info, ReadConfig config) throws IOException {
        byte[] request =
                JsonCodec.write(LogMethods.READ_REQUEST.write().apply(new LogRead(info, config)));
        try (SocketReply reply = SocketReply.of(socket, LogMethods.READ, request);
                LogEntryReader reader = new LogEntryReader(reply.body())) {
            if (reply.status() != 200) {
                String body = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
                throw new IllegalStateException(parse(body).textOrEmpty("Err"));
            }
            List<LogEntry> entries = new ArrayList<>();
            for (Optional<LogEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(LineEnd.without(next.get()));
            }
            return entries;
        }
    }

    private static JsonObject parse(String json) throws IOException {
        return JsonCodec.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Ends the plugin as SIGTERM does, but for the process; logs that were closed are read before.
     */
    @Override
    public void close() {
        plugin.close();
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("a log was not closed, or the plugin has left files", e);
        }
    }
}
