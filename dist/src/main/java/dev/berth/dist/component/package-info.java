/**
 * The launcher's components inside the framework: they hand configurations over, print the log,
 * tell when the engine is ready, and run scripts. The launcher sees them by types of the JDK only.
 */
package dev.berth.dist.component;
