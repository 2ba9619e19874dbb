/** Completion of commands, flags, names and settings in the shells that have it. */
package dev.berth.shell.completion;
