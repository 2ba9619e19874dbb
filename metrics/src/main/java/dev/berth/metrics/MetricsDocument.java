package dev.berth.metrics;

import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import java.util.Optional;

/** The metrics in the format that a scraper prefers. */
record MetricsDocument(String mediaType, byte[] text) {
    /**
     * @param accept the request's header; null if it has none
     */
    static MetricsDocument preferred(MetricsReader metrics, String accept) {
        MetricsFormat format = MetricsFormat.preferred(Optional.ofNullable(accept).orElse(""));
        return new MetricsDocument(format.mediaType(), metrics.text(format));
    }
}
