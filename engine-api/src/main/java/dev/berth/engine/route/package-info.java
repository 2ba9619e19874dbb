/** The route table and one handler for each route; handlers translate for the plugin manager. */
package dev.berth.engine.route;
