package dev.berth.driver.network;

/** How far a network, or its connectivity, reaches. */
public enum NetworkScope {
    /** One host. */
    LOCAL,
    /** All hosts that have the driver. */
    GLOBAL
}
