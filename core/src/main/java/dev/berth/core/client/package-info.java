/** The HTTP client of plugins, over a unix socket or TCP. */
package dev.berth.core.client;
