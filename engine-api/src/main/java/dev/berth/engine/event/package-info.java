/** The journal of plugin events, and its filters. */
package dev.berth.engine.event;
