/**
 * JSON of Docker's API besides the plugin object: events, privileges, settings, filters, logins.
 */
package dev.berth.engine.json;
