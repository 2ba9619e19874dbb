package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityProperties;
import dev.berth.core.client.PluginIdentity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the services of a plugin say of it.
 *
 * @param digest of the manifest; empty for a legacy plugin
 * @param source the reference that it was installed from; empty for a legacy plugin
 */
public record PublishedPlugin(
        PluginIdentity identity, Optional<String> digest, Optional<String> source) {

    /** Returns what is known of a legacy plugin. */
    public static PublishedPlugin legacy(PluginIdentity identity) {
        return new PublishedPlugin(identity, Optional.empty(), Optional.empty());
    }

    /** Returns the {@link CapabilityProperties} of one capability. */
    Map<String, Object> properties(Capability capability) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CapabilityProperties.PLUGIN, identity.name());
        identity.id().ifPresent(id -> properties.put(CapabilityProperties.PLUGIN_ID, id));
        properties.put(CapabilityProperties.CAPABILITY, capability.toString());
        properties.put(
                CapabilityProperties.CAPABILITY_NAME,
                "%s.%s".formatted(capability.prefix(), capability.name()).toLowerCase(Locale.ROOT));
        properties.put(CapabilityProperties.CAPABILITY_VERSION, capability.version());
        properties.put(CapabilityProperties.MANAGED, identity.id().isPresent());
        digest.ifPresent(value -> properties.put(CapabilityProperties.PLUGIN_DIGEST, value));
        source.ifPresent(value -> properties.put(CapabilityProperties.PLUGIN_SOURCE, value));
        return Map.copyOf(properties);
    }
}
