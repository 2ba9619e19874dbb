/** Ready-made plugins, configs, launches, events and steps of work for the tests of all rooms. */
package dev.berth.testing.plugin;
