/** The settings that a user changes, on top of a config's defaults. */
package dev.berth.core.settings;
