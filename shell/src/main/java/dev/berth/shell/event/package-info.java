/** The events of plugins, as {@code plugin:events} follows them. */
package dev.berth.shell.event;
