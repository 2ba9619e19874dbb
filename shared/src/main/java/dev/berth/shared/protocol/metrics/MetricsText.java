package dev.berth.shared.protocol.metrics;

import dev.berth.driver.metrics.MetricFamily;
import dev.berth.driver.metrics.MetricSample;
import dev.berth.driver.metrics.MetricType;
import dev.berth.driver.metrics.MetricsFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Metrics in <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus'
 * text format</a> or in <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">
 * OpenMetrics</a>. Each source's families come whole or not at all, and what one of the formats
 * does not allow comes in neither.
 */
public final class MetricsText {
    /** The most bytes that one source may have. */
    public static final int LARGEST_SOURCE = 1 << 20;

    private static final String TOTAL = "_total";
    private static final String BUCKET = "_bucket";
    private static final Set<String> HISTOGRAM = Set.of(BUCKET, "_sum", "_count");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

    private final boolean open;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    public MetricsText(MetricsFormat format) {
        this.open = format == MetricsFormat.OPEN_METRICS;
    }

    /**
     * Adds the families of one source.
     *
     * @throws IllegalArgumentException if one is not what the formats allow, or has a name that is
     *     there already, or they are too large; none of them is added
     */
    public void add(List<MetricFamily> families) {
        StringBuilder more = new StringBuilder();
        Set<String> known = new HashSet<>(names);
        for (MetricFamily family : families) {
            checked(METRIC, family.name());
            if (!known.add(base(family))) {
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
        return (text + (open ? "# EOF\n" : "")).getBytes(StandardCharsets.UTF_8);
    }

    private void append(StringBuilder text, MetricFamily family) {
        String name = open ? base(family) : family.name();
        String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        text.append("# HELP %s %s\n".formatted(name, open ? help.replace("\"", "\\\"") : help));
        text.append("# TYPE %s %s\n".formatted(name, type(family.type())));
        String samples = open && family.type() == MetricType.COUNTER ? name + TOTAL : name;
        Set<Map<String, String>> labels = new HashSet<>();
        for (MetricSample sample : family.samples()) {
            checkSuffix(family, sample);
            if (!labels.add(sample.withLabel("", sample.suffix()).labels())) {
                throw new IllegalArgumentException(
                        "the metric %s has two samples of the same labels"
                                .formatted(family.name()));
            }
            append(text.append(samples).append(sample.suffix()), sample);
            if (text.length() > LARGEST_SOURCE) {
                throw new IllegalArgumentException(
                        "the metrics are larger than %d bytes".formatted(LARGEST_SOURCE));
            }
        }
    }

    /** Returns a family's name in OpenMetrics: a counter's samples have the suffix, not it. */
    private static String base(MetricFamily family) {
        String name = family.name();
        boolean total = family.type() == MetricType.COUNTER && name.endsWith(TOTAL);
        return total ? name.substring(0, name.length() - TOTAL.length()) : name;
    }

    private String type(MetricType type) {
        return open && type == MetricType.UNTYPED
                ? "unknown"
                : type.name().toLowerCase(Locale.ROOT);
    }

    private static void checkSuffix(MetricFamily family, MetricSample sample) {
        boolean right =
                family.type() == MetricType.HISTOGRAM
                        ? HISTOGRAM.contains(sample.suffix())
                                && sample.suffix().equals(BUCKET)
                                        == sample.labels().containsKey("le")
                        : sample.suffix().isEmpty();
        if (!right) {
            throw new IllegalArgumentException(
                    "the metric %s has a sample that is none of a %s"
                            .formatted(
                                    family.name(), family.type().name().toLowerCase(Locale.ROOT)));
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
