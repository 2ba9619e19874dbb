package dev.berth.engine.stream;

import dev.berth.plugin.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lets through as many steps of a bar as an eye can follow. */
final class ProgressThrottle {
    private static final long EVERY = 100_000_000L;

    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    ProgressThrottle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Returns whether a step should be shown; the first and the last always are. */
    boolean lets(Progress step) {
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
