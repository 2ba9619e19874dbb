/**
 * Docker's plugin commands in Gogo's scope {@code plugin}, one class each, over the plugin manager.
 */
package dev.berth.shell.command;
