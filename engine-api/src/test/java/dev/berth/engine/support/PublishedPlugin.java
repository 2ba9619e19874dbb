package dev.berth.engine.support;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.Privilege;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A plugin that a pretended registry has. */
public record PublishedPlugin(String document, List<Privilege> privileges)
        implements AvailablePlugin {
    @Override
    public Digest digest() {
        return Digest.sha256(document.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PluginConfig config() {
        return SampleConfigs.read(document);
    }
}
