package dev.berth.export;

import dev.berth.shared.protocol.ServedProtocol;

/**
 * A service that is offered as one protocol of a plugin.
 *
 * @param plugin the plugin's name
 * @param service the service, by one of its interfaces
 * @param driver its object
 * @param protocol its driver as it is served
 */
record Offer(String plugin, OfferedService service, Object driver, ServedProtocol protocol) {}
