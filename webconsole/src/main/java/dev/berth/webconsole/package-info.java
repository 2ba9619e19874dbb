/** The servlets that Felix's and Karaf's Web Console show as a page. */
package dev.berth.webconsole;
