package dev.berth.driver.volume;

/**
 * What a volume driver can do.
 *
 * @param scope where its volumes can be used
 */
public record VolumeCapabilities(Scope scope) {

    /** Where a volume can be used. */
    public enum Scope {
        /** On the host that made it. */
        LOCAL,
        /** On every host that has the driver. */
        GLOBAL
    }
}
