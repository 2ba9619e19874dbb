package dev.berth.engine.route;

import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.driver.metrics.MetricsReader;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET /metrics}: what collectors read, for a Prometheus that is pointed at this API. */
record ShowMetrics(Optional<MetricsReader> metrics) implements RouteHandler {

    @Override
    public void serve(ApiRequest request, Reply reply) {
        MetricsReader host =
                metrics.orElseThrow(
                        () -> new BadRequestException(404, "this host has no metrics service"));
        MetricsFormat format = MetricsFormat.preferred(request.head().header("Accept").orElse(""));
        String text = new String(host.text(format), StandardCharsets.UTF_8);
        reply.send(ApiResponse.text(200, format.mediaType(), text));
    }
}
