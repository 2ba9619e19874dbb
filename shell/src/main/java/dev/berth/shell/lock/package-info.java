/** The lock file: which content of which plugin was consented to, kept in version control. */
package dev.berth.shell.lock;
