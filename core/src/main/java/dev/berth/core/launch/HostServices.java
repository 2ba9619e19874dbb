package dev.berth.core.launch;

import dev.berth.core.metrics.MetricsSources;

/** The services of other bundles that say what plugins get of the host. */
public record HostServices(LaunchContributorRegistry contributors, MetricsSources metrics) {}
