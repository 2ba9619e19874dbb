/** One request and its answer, free of any HTTP library: what the routes see of the transport. */
package dev.berth.engine.exchange;
