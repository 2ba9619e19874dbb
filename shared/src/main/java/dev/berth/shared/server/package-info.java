/**
 * The HTTP/1.1 server of a plugin: {@link dev.berth.shared.server.ProtocolServer} serves protocols
 * on a {@link dev.berth.shared.server.ServerListener}, with nothing but the base module of Java.
 */
package dev.berth.shared.server;
