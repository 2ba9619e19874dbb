/** The words by which a plugin's process is confined, and the forms of their values. */
package dev.berth.shared.confinement;
