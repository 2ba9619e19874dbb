/** JSON in Docker's shapes: what is shown of plugins, and what clients send. */
package dev.berth.engine.json;
