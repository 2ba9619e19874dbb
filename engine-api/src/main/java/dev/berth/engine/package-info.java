/** The component of the engine API, and its configuration. */
package dev.berth.engine;
