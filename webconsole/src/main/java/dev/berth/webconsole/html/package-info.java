/** Writes HTML in which every text and every attribute is escaped. */
package dev.berth.webconsole.html;
