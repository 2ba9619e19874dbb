package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.plugin.error.PluginCallException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@link PluginClient} of one capability; all of a plugin share its connection. Typed drivers
 * read replies as records, which parses each once.
 */
public record CapabilityClient(
        PluginIdentity identity, Capability capability, PluginConnection connection)
        implements PluginClient {

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

    /** Makes a {@link #call} whose reply is read as a record, field names in any case. */
    public <T> T call(PluginRequest request, Class<T> type) {
        return connection.call(request, type);
    }

    /** Returns the error of a reply that lacks what the protocol demands. */
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
