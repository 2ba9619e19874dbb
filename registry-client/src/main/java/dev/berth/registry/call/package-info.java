/**
 * The requests of the OCI distribution protocol, one class each, and the errors that users see of
 * them.
 */
package dev.berth.registry.call;
