/** What happened to plugins: the last of it, and who wants to know. */
package dev.berth.engine.event;
