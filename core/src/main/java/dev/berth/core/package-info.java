/** The plugin manager: the component that publishes it, and what wires its parts. */
package dev.berth.core;
