/** Docker's Engine API for plugins: wiring and configuration. */
package dev.berth.engine;
