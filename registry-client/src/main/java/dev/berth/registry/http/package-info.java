/**
 * The last transport, HTTP/1.1 over the Java HTTP client: connections, proxies, time limits,
 * bodies.
 */
package dev.berth.registry.http;
