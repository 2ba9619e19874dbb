/**
 * What Docker's API has of plugins, as dockerd forms it: a plugin's JSON, the filters of the list.
 * The shell and the engine API show the same.
 */
package dev.berth.shared.docker;
