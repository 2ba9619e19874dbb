package dev.berth.sdk.testing;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed driver is made over in a test: calls of the plugin at a socket, without retries. */
final class HarnessClient implements DriverClient {
    private static final String NAME = "under-test";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Path socket;
    private final Capability capability;

    HarnessClient(Path socket, Capability capability) {
        this.socket = socket;
        this.capability = capability;
    }

    @Override
    public String plugin() {
        return NAME;
    }

    @Override
    public Optional<String> pluginId() {
        return Optional.empty();
    }

    @Override
    public Capability capability() {
        return capability;
    }

    @Override
    public byte[] call(PluginRequest request) {
        return body(request.method(), request.body());
    }

    @Override
    public JsonObject call(PluginRequest request, JsonObject message) {
        byte[] body = body(request.method(), JsonCodec.write(message));
        try {
            return JsonCodec.parse(body);
        } catch (IOException e) {
            throw malformed(request.method(), e.getMessage());
        }
    }

    private byte[] body(String method, byte[] request) {
        try (SocketReply reply = SocketReply.of(socket, method, request)) {
            byte[] body = reply.body().readAllBytes();
            Optional<String> error =
                    JsonCodec.parse(body).text("Err").filter(text -> !text.isEmpty());
            if (reply.status() == OK && error.isEmpty()) {
                return body;
            }
            throw failed(
                    method,
                    reply.status() == NOT_FOUND ? Reason.NOT_SUPPORTED : Reason.FAILED,
                    OptionalInt.of(reply.status()),
                    error.orElse("HTTP status " + reply.status()));
        } catch (IOException e) {
            throw failed(method, Reason.BROKEN, OptionalInt.empty(), e.getMessage());
        }
    }

    @Override
    public PluginCallException malformed(String method, String detail) {
        return failed(method, Reason.MALFORMED, OptionalInt.empty(), detail);
    }

    private static PluginCallException failed(
            String method, Reason reason, OptionalInt status, String detail) {
        return new PluginCallException(NAME, method, reason, status, detail, null);
    }

    @Override
    public InputStream stream(PluginRequest request) {
        throw new UnsupportedOperationException("a network driver has no streams");
    }

    @Override
    public Optional<Path> hostPath(String pathInPlugin) {
        return hostFolder(pathInPlugin).map(HostFolder::path);
    }

    /** The plugin is in the process of the test: its files are the host's. */
    @Override
    public Optional<HostFolder> hostFolder(String pathInPlugin) {
        return Optional.of(HostFolder.of(Path.of(pathInPlugin), Path.of("")));
    }
}
