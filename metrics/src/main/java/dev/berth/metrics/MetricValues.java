package dev.berth.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricsReader;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The values of metrics by name and labels, as MXBeans show them. */
record MetricValues(MetricsReader metrics) {
    private static final String PLUGIN = "plugin";
    private static final String BUCKET = "_bucket";

    /** Returns those that are of no plugin. */
    SortedMap<String, Double> ofEngine() {
        return values(sample -> !sample.labels().containsKey(PLUGIN));
    }

    /** Returns those of a plugin, without the label that says so. */
    SortedMap<String, Double> ofPlugin(String name) {
        return values(sample -> name.equals(sample.labels().get(PLUGIN)));
    }

    private SortedMap<String, Double> values(Predicate<MetricSample> wanted) {
        SortedMap<String, Double> values = new TreeMap<>();
        for (MetricFamily family : metrics.families()) {
            family.samples().stream()
                    .filter(wanted)
                    .filter(sample -> !sample.suffix().equals(BUCKET))
                    .forEach(sample -> values.put(key(family, sample), sample.value()));
        }
        return values;
    }

    private static String key(MetricFamily family, MetricSample sample) {
        String labels =
                sample.labels().entrySet().stream()
                        .filter(label -> !label.getKey().equals(PLUGIN))
                        .map(MetricValues::label)
                        .collect(Collectors.joining(","));
        return family.name() + sample.suffix() + (labels.isEmpty() ? "" : "{" + labels + "}");
    }

    private static String label(Map.Entry<String, String> label) {
        return "%s=\"%s\"".formatted(label.getKey(), label.getValue());
    }
}
