package dev.berth.export;

import dev.berth.shared.protocol.ServedProtocol;

/**
 * A service that is offered as one protocol of a plugin.
 *
 * @param plugin the plugin's name
 * @param reference the service's: of two for the same protocol of a plugin the greater one counts
 * @param protocol its driver as it is served
 */
record Offer(String plugin, Comparable<Object> reference, ServedProtocol protocol) {}
