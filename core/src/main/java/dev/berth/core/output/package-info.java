/** What is kept of the plugins' output, for {@code plugin:logs}. */
package dev.berth.core.output;
