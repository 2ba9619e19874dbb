/**
 * Reads the files that tell of a plugin, {@code NAME.sock}, {@code NAME.spec} and {@code
 * NAME.json}.
 */
package dev.berth.discovery.file;
