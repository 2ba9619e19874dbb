/** The events of plugins as events of OSGi's Event Admin. */
package dev.berth.events;
