package dev.berth.spi;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import java.util.List;

/**
 * What is about to be installed.
 *
 * @param digest the manifest's digest
 * @param privileges what it asks for, and the user has granted
 */
public record Admission(
        PluginReference reference, Digest digest, PluginConfig config, List<Privilege> privileges) {
    public Admission {
        privileges = List.copyOf(privileges);
    }
}
