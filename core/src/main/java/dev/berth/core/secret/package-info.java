/** Values of a plugin's variables that are kept outside of its settings and read at its start. */
package dev.berth.core.secret;
