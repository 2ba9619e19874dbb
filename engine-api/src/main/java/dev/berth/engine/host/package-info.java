/** What {@code /info} says of the host, read from proc(5), cgroups(7) and os-release(5). */
package dev.berth.engine.host;
