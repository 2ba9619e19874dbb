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
     * The capability, {@code docker.volumedriver/1.0}. String on a plugin's services; String, or
     * several, on a {@link CapabilityHandler}.
     */
    public static final String CAPABILITY = "berth.capability";

    /** Whether Berth installed the plugin; false for legacy plugins. Boolean. */
    public static final String MANAGED = "berth.managed";

    private CapabilityProperties() {}
}
