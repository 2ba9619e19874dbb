package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.DriverClient;
import dev.berth.driver.JsonObject;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.shared.json.JsonCodec;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The {@link DriverClient} of one capability; all of a plugin share its connection. */
public record CapabilityClient(
        PluginIdentity identity, Capability capability, PluginConnection connection)
        implements DriverClient {

    @Override
    public String plugin() {
        return identity.name();
    }

    @Override
    public Optional<String> pluginId() {
        return identity.id();
    }

    @Override
    public byte[] call(PluginRequest request) {
        return connection.call(Objects.requireNonNull(request, "request"));
    }

    @Override
    public JsonObject call(PluginRequest request, JsonObject message) {
        boolean empty = message.members().isEmpty();
        return connection.callJson(empty ? request : request.withBody(JsonCodec.write(message)));
    }

    @Override
    public PluginCallException malformed(String method, String detail) {
        return new PluginReply(plugin(), method).malformed(detail, null);
    }

    @Override
    public InputStream stream(PluginRequest request) {
        return connection.stream(Objects.requireNonNull(request, "request"));
    }

    @Override
    public Optional<Path> hostPath(String pathInPlugin) {
        return hostFolder(pathInPlugin).map(HostFolder::path);
    }

    @Override
    public Optional<HostFolder> hostFolder(String pathInPlugin) {
        return identity.paths().of(Objects.requireNonNull(pathInPlugin, "pathInPlugin"));
    }

    @Override
    public String toString() {
        return capability + " of " + identity.name();
    }
}
