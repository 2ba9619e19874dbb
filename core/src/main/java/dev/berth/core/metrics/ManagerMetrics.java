package dev.berth.core.metrics;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the manager counts, and the text that collectors get. */
@Component(service = ManagerMetrics.class)
public final class ManagerMetrics {
    private final MetricsSources sources;
    private final CallMetrics calls;
    private final PullMetrics pulls;

    @Activate
    public ManagerMetrics(
            @Reference MetricsSources sources,
            @Reference CallMetrics calls,
            @Reference PullMetrics pulls) {
        this.sources = sources;
        this.calls = calls;
        this.pulls = pulls;
    }

    /** Returns what all sources say now, in Prometheus' text format. */
    public byte[] text() {
        return sources.text();
    }

    /** Returns the counters of calls. */
    public CallMetrics calls() {
        return calls;
    }

    /** Returns the counters of pulls. */
    public PullMetrics pulls() {
        return pulls;
    }
}
