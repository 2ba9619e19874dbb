/**
 * The syntax of a command: its flags and arguments, parsed and explained as docker's client does.
 */
package dev.berth.shell.syntax;
