/** Request and response without any HTTP library, as the route handlers see them. */
package dev.berth.engine.exchange;
