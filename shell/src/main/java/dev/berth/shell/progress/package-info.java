/** Progress of pulls and pushes, printed as by docker's client. */
package dev.berth.shell.progress;
