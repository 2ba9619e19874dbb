package dev.berth.core.install;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Optional;

/** What {@link Resolver} has found for somebody who looks. */
record FoundPlugin(
        Digest digest, Optional<Digest> index, PluginConfig config, List<Privilege> privileges)
        implements AvailablePlugin {
    FoundPlugin {
        privileges = List.copyOf(privileges);
    }
}
