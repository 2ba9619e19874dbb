/**
 * The {@code docker.metricscollector/1.0} protocol as a typed service, and the host's metrics,
 * which collectors read.
 *
 * <p>Facts follow Docker's metrics plugins and <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' text format</a>.
 * Nothing returns {@code null}, and an argument that is {@code null} is answered by a {@link
 * java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.1.0")
package dev.berth.driver.metrics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
