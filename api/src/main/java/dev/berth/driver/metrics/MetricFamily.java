package dev.berth.driver.metrics;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A metric: samples of one name, which differ in their labels. Immutable. */
public final class MetricFamily {
    private final String name;
    private final String help;
    private final MetricType type;
    private final List<MetricSample> samples;

    private MetricFamily(String name, String help, MetricType type, List<MetricSample> samples) {
        this.name = Objects.requireNonNull(name, "name");
        this.help = Objects.requireNonNull(help, "help");
        this.type = Objects.requireNonNull(type, "type");
        this.samples = List.copyOf(samples);
    }

    /**
     * Returns a metric without samples.
     *
     * @param name {@code berth_plugins}: letters, digits, {@code _} and {@code :}, no digit first
     * @param help one sentence of what is measured
     */
    public static MetricFamily of(String name, String help, MetricType type) {
        return new MetricFamily(name, help, type, List.of());
    }

    /** Returns the same metric with these samples, and no others. */
    public MetricFamily withSamples(List<MetricSample> samples) {
        return new MetricFamily(name, help, type, Objects.requireNonNull(samples, "samples"));
    }

    /** Returns the same metric with one sample more. */
    public MetricFamily withSample(MetricSample sample) {
        Objects.requireNonNull(sample, "sample");
        return withSamples(Stream.concat(samples.stream(), Stream.of(sample)).toList());
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns what is measured. */
    public String help() {
        return help;
    }

    /** Returns what the values mean. */
    public MetricType type() {
        return type;
    }

    /** Returns the samples. */
    public List<MetricSample> samples() {
        return samples;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricFamily that
                && name.equals(that.name)
                && help.equals(that.help)
                && type == that.type
                && samples.equals(that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, help, type, samples);
    }

    @Override
    public String toString() {
        return "MetricFamily[name=%s, type=%s, samples=%s]".formatted(name, type, samples);
    }
}
