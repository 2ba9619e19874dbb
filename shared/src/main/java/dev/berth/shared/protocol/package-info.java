/**
 * The messages of plugin protocols in both directions: one {@link
 * dev.berth.shared.protocol.ProtocolMethod} for each method says name, messages, deadline and
 * whether it is repeatable, for who calls it and for who serves it.
 */
package dev.berth.shared.protocol;
