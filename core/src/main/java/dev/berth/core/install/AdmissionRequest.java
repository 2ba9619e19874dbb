package dev.berth.core.install;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.spi.Admission;
import java.util.List;

/** What {@link Resolver} has found, for the policies to look at. */
record AdmissionRequest(
        PluginReference reference, Digest digest, PluginConfig config, List<Privilege> privileges)
        implements Admission {
    AdmissionRequest {
        privileges = List.copyOf(privileges);
    }

    /**
     * @param privileges what it would be given
     */
    static Admission of(ResolvedPlugin plugin, List<Privilege> privileges) {
        return new AdmissionRequest(
                plugin.reference(), plugin.digest(), plugin.config(), privileges);
    }
}
