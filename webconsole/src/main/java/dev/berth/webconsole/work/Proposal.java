package dev.berth.webconsole.work;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Consent;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import java.util.Optional;

/**
 * What was found of a plugin, for a user to consent to.
 *
 * @param request what was looked up
 * @param found of which {@link AvailablePlugin#privileges} are to be granted
 * @param present the plugin that is to be upgraded, as it is now; empty for an install
 * @param hot whether it is to be upgraded without a pause
 */
public record Proposal(
        InstallRequest request, AvailablePlugin found, Optional<Plugin> present, boolean hot) {

    /** Returns the request for exactly what was found, with what it asks for granted. */
    public InstallRequest granted() {
        return request.withDigest(found.index().orElse(found.digest()))
                .withPrivileges(found.privileges())
                .withConsent(Consent.ASKED);
    }
}
