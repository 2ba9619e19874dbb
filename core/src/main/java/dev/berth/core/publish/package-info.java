/**
 * Registers an enabled plugin's capabilities as OSGi services, and calls the capability handlers.
 */
package dev.berth.core.publish;
