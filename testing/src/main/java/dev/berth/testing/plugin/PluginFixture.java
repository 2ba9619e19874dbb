package dev.berth.testing.plugin;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plugin; what a test does not say is that of a plugin that was made here and never enabled. */
public record PluginFixture(
        String id,
        PluginReference name,
        Optional<PluginReference> source,
        Digest digest,
        Optional<Digest> index,
        List<String> signedBy,
        List<PluginVersion> previousVersions,
        PluginConfig config,
        PluginSettings settings,
        boolean enabled,
        Map<String, String> supervision,
        Map<String, String> confinement,
        PluginStatus status)
        implements Plugin {

    /** The ID of a plugin that is given none. */
    public static final String ID = "0123456789ab".repeat(5) + "cdef";

    /** The digest of a plugin that is given none. */
    public static final Digest DIGEST = new Digest(Digest.SHA256, "f".repeat(64));

    /** Returns a disabled plugin whose config says nothing. */
    public static PluginFixture of(String name) {
        ConfigFixture config = new ConfigFixture();
        return new PluginFixture(
                ID,
                PluginReference.parse(name).withDefaultTag(),
                Optional.empty(),
                DIGEST,
                Optional.empty(),
                List.of(),
                List.of(),
                config,
                SettingsFixture.defaultsOf(config),
                false,
                Map.of(),
                Map.of(),
                StatusFixture.of(PluginState.DISABLED));
    }

    public PluginFixture withId(String changed) {
        return new PluginFixture(
                changed,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withSource(PluginReference changed) {
        return new PluginFixture(
                id,
                name,
                Optional.of(changed),
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withIndex(Digest changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                Optional.of(changed),
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withSignedBy(String... changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                List.of(changed),
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withDigest(Digest changed) {
        return new PluginFixture(
                id,
                name,
                source,
                changed,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withPreviousVersions(List<PluginVersion> changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                changed,
                config,
                settings,
                enabled,
                supervision,
                confinement,
                status);
    }

    /** Returns the plugin with another config, and what the config says by default. */
    public PluginFixture withConfig(PluginConfig changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                changed,
                SettingsFixture.defaultsOf(changed),
                enabled,
                supervision,
                confinement,
                status);
    }

    public PluginFixture withSettings(PluginSettings changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                changed,
                enabled,
                supervision,
                confinement,
                status);
    }

    /** Returns the plugin in a state, asked to be enabled if it is on its way there. */
    public PluginFixture in(PluginState state) {
        boolean asked = state != PluginState.DISABLED && state != PluginState.DISABLING;
        return withStatus(asked, StatusFixture.of(state));
    }

    public PluginFixture withSupervision(Map<String, String> changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                changed,
                confinement,
                status);
    }

    public PluginFixture withConfinement(Map<String, String> changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                enabled,
                supervision,
                changed,
                status);
    }

    public PluginFixture withStatus(boolean asked, PluginStatus changed) {
        return new PluginFixture(
                id,
                name,
                source,
                digest,
                index,
                signedBy,
                previousVersions,
                config,
                settings,
                asked,
                supervision,
                confinement,
                changed);
    }
}
