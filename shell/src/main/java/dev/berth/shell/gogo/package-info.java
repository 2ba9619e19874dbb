/** The plugin commands in Felix Gogo. */
package dev.berth.shell.gogo;
