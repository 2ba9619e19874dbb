package dev.berth.driver.metrics;

import java.util.Locale;
import java.util.Objects;

/** A text form of metrics. More may come: who switches over them has a default. */
public enum MetricsFormat {
    /** Prometheus' text format 0.0.4, which every reader takes. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0.0. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String mediaType;

    MetricsFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Returns the text's {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Returns the format that a reader prefers.
     *
     * @param accept a request's {@code Accept} header; empty if it has none
     */
    public static MetricsFormat preferred(String accept) {
        double open = 0;
        double plain = 0;
        for (String range : Objects.requireNonNull(accept, "accept").split(",")) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
            switch (parts[0].strip()) {
                case "application/openmetrics-text" -> open = Math.max(open, quality(parts));
                case "text/plain" -> plain = Math.max(plain, quality(parts));
                default -> {}
            }
        }
        return open > 0 && open >= plain ? OPEN_METRICS : PROMETHEUS;
    }

    /** Returns a media range's {@code q} (RFC 9110, 12.4.2); 0 if it is no number. */
    private static double quality(String[] range) {
        for (String parameter : range) {
            String[] pair = parameter.strip().split("=", 2);
            if (pair[0].equals("q")) {
                boolean number = pair.length == 2 && pair[1].matches("[01](\\.[0-9]{0,3})?");
                return number ? Double.parseDouble(pair[1]) : 0;
            }
        }
        return 1;
    }
}
