/** How a plugin's process is confined: the words that set it, and their defaults. */
package dev.berth.core.confinement;
