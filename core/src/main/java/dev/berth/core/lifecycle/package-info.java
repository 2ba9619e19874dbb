/** Installed plugins and their states: enable, disable, restart, set, remove. */
package dev.berth.core.lifecycle;
