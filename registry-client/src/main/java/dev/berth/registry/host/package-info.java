/**
 * Names of registries, where they listen, which have mirrors, and which may be spoken to by plain
 * HTTP.
 */
package dev.berth.registry.host;
