/** The plugin commands in the shell of Apache Karaf. */
package dev.berth.shell.karaf;
