/**
 * The one interface by which requests are sent, its request and response, and the implementations
 * that need no network: retries, the choice of a scheme, redirects.
 */
package dev.berth.registry.transport;
