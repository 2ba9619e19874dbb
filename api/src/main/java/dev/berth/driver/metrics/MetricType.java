package dev.berth.driver.metrics;

/** What the values of a metric mean. More may come: who switches over them has a default. */
public enum MetricType {
    /** A count that only grows, until its process ends. */
    COUNTER,
    /** A value that goes up and down. */
    GAUGE,
    /** Nothing is said. */
    UNTYPED,
    /**
     * A distribution: samples with the suffix {@code _bucket} and a label {@code le}, the last of
     * which is {@code +Inf}, and one each with {@code _sum} and {@code _count}.
     */
    HISTOGRAM
}
