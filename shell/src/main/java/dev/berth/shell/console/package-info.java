/** Who sits in front of the shell: what can be asked, shown and typed. */
package dev.berth.shell.console;
