/** Plugins that somebody else runs, found by their sockets and spec files. */
package dev.berth.core.legacy;
