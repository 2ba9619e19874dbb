/** Sends plugin events to the listeners. */
package dev.berth.core.event;
