/** The output of {@code plugin:ls} and {@code plugin:inspect}. */
package dev.berth.shell.view;
