/**
 * Desired state: each configuration {@code dev.berth.plugin~NAME} is one plugin that this host is
 * to have. Uses the plugin manager's API only.
 */
package dev.berth.desired;
