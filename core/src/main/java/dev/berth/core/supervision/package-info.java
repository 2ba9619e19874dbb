/** How one plugin is supervised: limits, health probes, back-off, crash budget. */
package dev.berth.core.supervision;
