/** Programs of the host. */
package dev.berth.shared.host;
