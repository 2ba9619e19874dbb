package dev.berth.core.launch;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.spi.LaunchedTask;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls of launch contributors that nobody waits for any more and that have not returned: at
 * most one for each task and contributor.
 */
final class LateCalls {
    private final Map<Key, ForeignCall> calls = new ConcurrentHashMap<>();

    private record Key(LaunchedTask task, Object contributor) {
        static Key of(LaunchedTask task, BoundContributor contributor) {
            return new Key(task, contributor.identity());
        }
    }

    void add(LaunchedTask task, BoundContributor contributor, ForeignCall call) {
        calls.values().removeIf(ForeignCall::hasEnded);
        calls.put(Key.of(task, contributor), call);
    }

    /** Returns whether there is one, which may have ended just now. */
    boolean has(LaunchedTask task, BoundContributor contributor) {
        ForeignCall call = calls.get(Key.of(task, contributor));
        return call != null && !call.hasEnded();
    }

    /**
     * Returns whether there is one; its thread then goes on with this, see {@link
     * ForeignCall#then}.
     */
    boolean then(LaunchedTask task, BoundContributor contributor, Runnable next) {
        ForeignCall call = calls.get(Key.of(task, contributor));
        return call != null && call.then(next);
    }
}
