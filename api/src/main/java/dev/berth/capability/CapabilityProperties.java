package dev.berth.capability;

/**
 * OSGi service properties of a plugin's services, and of {@link CapabilityHandler} services, which
 * say by them what they want.
 */
public final class CapabilityProperties {

    /** Familiar name with tag, {@code vieux/sshfs:latest}; a legacy plugin's bare name. String. */
    public static final String PLUGIN = "berth.plugin";

    /** The plugin's ID; not set for legacy plugins. String. */
    public static final String PLUGIN_ID = "berth.plugin.id";

    /**
     * The capability, {@code docker.volumedriver/1.0}. String on a plugin's services; on a {@link
     * CapabilityHandler} or a driver's factory a String, or several, as {@link CapabilityFilter}
     * has them: {@code docker.volumedriver} for any version, {@code *} for everything. What matches
     * no capability that can be is warned of.
     */
    public static final String CAPABILITY = "berth.capability";

    /** The capability's prefix and name, {@code docker.volumedriver}, in lower case. String. */
    public static final String CAPABILITY_NAME = "berth.capability.name";

    /** The capability's version, {@code 1.0}. String. */
    public static final String CAPABILITY_VERSION = "berth.capability.version";

    /**
     * The digest of the manifest that the plugin was installed from; not set for legacy plugins.
     * Changes when the plugin is upgraded while it runs. String.
     */
    public static final String PLUGIN_DIGEST = "berth.plugin.digest";

    /**
     * The reference that the plugin was installed from, {@code docker.io/vieux/sshfs:latest}; not
     * set for legacy plugins. Changes when the plugin is upgraded while it runs. String.
     */
    public static final String PLUGIN_SOURCE = "berth.plugin.source";

    /** Whether Berth installed the plugin; false for legacy plugins. Boolean. */
    public static final String MANAGED = "berth.managed";

    /**
     * Set by who registers a service of a driver's interface, to have it offered as a plugin of
     * this name, with all protocols that services of the name have: {@code [a-zA-Z0-9_.-]},
     * beginning with a letter or a digit. String.
     */
    public static final String OFFER = "berth.offer";

    private CapabilityProperties() {}
}
