package dev.berth.shared.protocol.metrics;

import static dev.berth.shared.protocol.MessageForm.NOTHING;

import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.shared.protocol.MessageForm.Nothing;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.util.function.Consumer;

/** The methods of {@code docker.metricscollector/1.0}. Docker has no limits of its own for them. */
public final class MetricsMethods {
    public static final ProtocolMethod<Nothing, Nothing> START =
            ProtocolMethod.change("MetricsCollector.StartMetrics", NOTHING);
    public static final ProtocolMethod<Nothing, Nothing> STOP =
            ProtocolMethod.change("MetricsCollector.StopMetrics", NOTHING);

    private MetricsMethods() {}

    /**
     * Returns a collector as it is served.
     *
     * @param failures told what the collector has thrown
     */
    public static ServedProtocol serve(MetricsCollector collector, Consumer<Throwable> failures) {
        return new ServedProtocol("MetricsCollector", "Err", failures)
                .on(START, nothing -> done(collector::start))
                .on(STOP, nothing -> done(collector::stop));
    }

    private static Nothing done(Runnable call) {
        call.run();
        return Nothing.NOTHING;
    }
}
