/** A plugin's folder as the tar stream that the plugin manager takes. */
package dev.berth.shell.archive;
