/** The terminal of a Gogo session, and the arguments and errors of its commands. */
package dev.berth.shell.console;
