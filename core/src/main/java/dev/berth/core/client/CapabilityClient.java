package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** One capability of a plugin, over the connection that they all share. */
record CapabilityClient(PluginIdentity identity, Capability capability, PluginConnection connection)
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
        return connection.call(request);
    }

    @Override
    public InputStream stream(PluginRequest request) {
        return connection.stream(request);
    }

    @Override
    public Optional<Path> hostPath(String pathInPlugin) {
        return identity.paths().of(pathInPlugin);
    }

    @Override
    public String toString() {
        return capability + " of " + identity.name();
    }
}
