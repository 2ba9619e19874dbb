/** The journal of plugin events. */
package dev.berth.engine.event;
