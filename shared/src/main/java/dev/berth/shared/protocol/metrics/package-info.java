/** The messages of {@code docker.metricscollector/1.0}, and Prometheus' text format. */
package dev.berth.shared.protocol.metrics;
