/** The engine's health, as checks of Felix Health Checks. */
package dev.berth.health;
