/** One class for each thing that can be asked; all they do is to translate for the manager. */
package dev.berth.engine.route;
