/** The typed driver of {@code docker.metricscollector/1.0}. */
package dev.berth.core.driver.metrics;
