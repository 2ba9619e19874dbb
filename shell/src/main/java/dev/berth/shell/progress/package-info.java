/** How long work looks while it goes on, as in Docker's client. */
package dev.berth.shell.progress;
