/** Checks of a plugin in any language against the protocol that it speaks, over its socket. */
package dev.berth.conformance;
