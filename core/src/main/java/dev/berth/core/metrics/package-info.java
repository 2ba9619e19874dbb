/** The host's metrics, and the HTTP endpoint at which plugins read them. */
package dev.berth.core.metrics;
