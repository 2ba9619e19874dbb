/** The chain of authorization plugins, as a service for hosts that guard an HTTP API. */
package dev.berth.core.authz;
