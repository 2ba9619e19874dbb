package dev.berth.core.launch;

import dev.berth.core.metrics.ManagerMetrics;

/** The services of other bundles that say what plugins get of the host. */
public record HostServices(LaunchContributorRegistry contributors, ManagerMetrics metrics) {}
