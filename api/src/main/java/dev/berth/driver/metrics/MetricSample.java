package dev.berth.driver.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One value of a metric. Immutable. */
public final class MetricSample {
    private final String suffix;
    private final Map<String, String> labels;
    private final double value;

    private MetricSample(String suffix, Map<String, String> labels, double value) {
        this.suffix = suffix;
        this.labels = Collections.unmodifiableMap(labels);
        this.value = value;
    }

    /** Returns a value without labels. */
    public static MetricSample of(double value) {
        return new MetricSample("", Map.of(), value);
    }

    /**
     * Returns the same value with one label more, or another value for one.
     *
     * @param name letters, digits and {@code _}, no digit first, and not {@code __}
     * @param text any text
     */
    public MetricSample withLabel(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(text, "text"));
        return new MetricSample(suffix, more, value);
    }

    /**
     * Returns the same value as a part of its metric, {@code _bucket}, {@code _sum} or {@code
     * _count} of a {@link MetricType#HISTOGRAM}.
     *
     * @param suffix what follows the metric's name; empty for none
     */
    public MetricSample withSuffix(String suffix) {
        return new MetricSample(Objects.requireNonNull(suffix, "suffix"), labels, value);
    }

    /** Returns what follows the metric's name; empty if it is the metric itself. */
    public String suffix() {
        return suffix;
    }

    /** Returns the labels by name. */
    public Map<String, String> labels() {
        return labels;
    }

    /** Returns the value. */
    public double value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricSample that
                && suffix.equals(that.suffix)
                && labels.equals(that.labels)
                && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(suffix, labels, value);
    }

    @Override
    public String toString() {
        return "MetricSample[suffix=%s, labels=%s, value=%s]".formatted(suffix, labels, value);
    }
}
