/** Compares scans and tells listeners, in order, which endpoints appeared and vanished. */
package dev.berth.discovery.publish;
