package dev.berth.engine.stream;

import dev.berth.plugin.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Limits each bar of a progress stream to ten steps a second. */
final class ProgressThrottle {
    private static final long EVERY = 100_000_000L;

    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    ProgressThrottle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns whether a step should be shown; the first and the last always are. */
    boolean isDue(Progress step) {
        String bar = step.phase() + step.subject();
        long now = nanos.getAsLong();
        Long before = last.get(bar);
        if (before == null || now - before >= EVERY || step.current() == step.total()) {
            last.put(bar, now);
            return true;
        }
        return false;
    }
}
