/**
 * Finds and watches plugins that Berth did not install: the DS component, its thread and its scans.
 */
package dev.berth.discovery;
