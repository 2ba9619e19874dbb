package dev.berth.core.metrics;

import dev.berth.core.client.CallOutcome;
import dev.berth.driver.metrics.MetricSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counters of the calls to one plugin. A reader may see one call less in a counter than another.
 */
final class PluginCalls {
    /** Upper bounds in seconds; the last bucket has none. */
    private static final double[] BOUNDS = {0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1, 2.5, 10, 30};

    private final LongAdder[] outcomes = adders(CallOutcome.values().length);
    private final LongAdder[] buckets = adders(BOUNDS.length + 1);
    private final LongAdder nanos = new LongAdder();

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    void add(CallOutcome outcome, long took) {
        outcomes[outcome.ordinal()].increment();
        nanos.add(took);
        buckets[bucket(took)].increment();
    }

    private static int bucket(long took) {
        int bucket = 0;
        while (bucket < BOUNDS.length && took > BOUNDS[bucket] * TimeUnit.SECONDS.toNanos(1)) {
            bucket++;
        }
        return bucket;
    }

    long count(CallOutcome outcome) {
        return outcomes[outcome.ordinal()].sum();
    }

    /** Returns the samples of a histogram in seconds. */
    List<MetricSample> durations() {
        List<MetricSample> samples = new ArrayList<>();
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            count += buckets[i].sum();
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
            samples.add(MetricSample.of(count).withSuffix("_bucket").withLabel("le", bound));
        }
        double seconds = nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
        samples.add(MetricSample.of(seconds).withSuffix("_sum"));
        samples.add(MetricSample.of(count).withSuffix("_count"));
        return samples;
    }
}
