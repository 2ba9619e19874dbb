/** Shows the host's metrics by a servlet of the HTTP whiteboard and by MXBeans. */
package dev.berth.metrics;
