package dev.berth.driver.metrics;

/** What the values of a metric mean. */
public enum MetricType {
    /** A count that only grows, until its process ends. */
    COUNTER,
    /** A value that goes up and down. */
    GAUGE,
    /** Nothing is said. */
    UNTYPED
}
