/**
 * What Docker shows of plugins, as dockerd forms it: a plugin's JSON, the filters of the list, the
 * lines and bars of a pull or a push. The shell and the engine API show the same.
 */
package dev.berth.shared.docker;
