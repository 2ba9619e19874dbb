/** The page as HTML: the plugins, one of them, work that is under way, and the forms. */
package dev.berth.webconsole.view;
