/**
 * The components of the registry client, their configuration, and {@code RegistryClient}, which
 * puts its parts together.
 */
package dev.berth.registry;
