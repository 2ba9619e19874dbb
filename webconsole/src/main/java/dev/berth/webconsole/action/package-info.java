/** Turns the page's forms into operations of the plugin manager. */
package dev.berth.webconsole.action;
