package dev.berth.shared.protocol.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Metrics in <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus'
 * text format</a>, version 0.0.4. Each source's families come whole or not at all.
 */
public final class PrometheusText {
    /** The media type. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** The most bytes that one source may have. */
    public static final int LARGEST_SOURCE = 1 << 20;

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    /**
     * Adds the families of one source.
     *
     * @throws IllegalArgumentException if one is not what the format allows, or has a name that is
     *     there already, or they are too large; none of them is added
     */
    public void add(List<MetricFamily> families) {
        StringBuilder more = new StringBuilder();
        Set<String> known = new HashSet<>(names);
        for (MetricFamily family : families) {
            if (!known.add(checked(METRIC, family.name()))) {
                throw new IllegalArgumentException(
                        "the metric " + family.name() + " is there already");
            }
            append(more, family);
        }
        text.append(more);
        names.addAll(known);
    }

    /** Returns the text in UTF-8. */
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, MetricFamily family) {
        String name = family.name();
        String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        text.append("# HELP %s %s\n".formatted(name, help));
        text.append(
                "# TYPE %s %s\n".formatted(name, family.type().name().toLowerCase(Locale.ROOT)));
        Set<Map<String, String>> labels = new HashSet<>();
        for (MetricSample sample : family.samples()) {
            if (!labels.add(sample.labels())) {
                throw new IllegalArgumentException(
                        "the metric %s has two samples of the same labels".formatted(name));
            }
            append(text.append(name), sample);
            if (text.length() > LARGEST_SOURCE) {
                throw new IllegalArgumentException(
                        "the metrics are larger than %d bytes".formatted(LARGEST_SOURCE));
            }
        }
    }

    private static void append(StringBuilder text, MetricSample sample) {
        String before = "{";
        for (Map.Entry<String, String> label : sample.labels().entrySet()) {
            text.append(before).append(checked(LABEL, label.getKey()));
            text.append("=\"").append(escaped(label.getValue())).append('"');
            before = ",";
        }
        text.append(sample.labels().isEmpty() ? " " : "} ");
        text.append(number(sample.value())).append('\n');
    }

    private static String checked(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("a name is not of the form " + form);
        }
        return name;
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1L << 53
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
