/** What the host gives a plugin for its protocols: the launch contributors, and core's own two. */
package dev.berth.core.launch;
