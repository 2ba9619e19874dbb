package dev.berth.testing.plugin;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginVersion;
import java.util.Optional;

/** A version that a plugin can be returned to. */
public record VersionFixture(Digest digest, Optional<PluginReference> source)
        implements PluginVersion {}
