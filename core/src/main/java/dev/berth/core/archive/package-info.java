/** Reads the tar archives of which plugins are created. */
package dev.berth.core.archive;
