/**
 * Docker's plugin commands in Gogo's scope {@code plugin}, one class each: they ask the plugin
 * manager, and show what it says.
 */
package dev.berth.shell.command;
