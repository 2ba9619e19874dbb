package dev.berth.engine.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A deadline that can be started and stopped; used on one event loop only. */
final class Timeout {
    private final EventExecutor loop;
    private final Duration limit;
    private final Runnable late;
    private Future<?> running;

    Timeout(EventExecutor loop, Duration limit, Runnable late) {
        this.loop = loop;
        this.limit = limit;
        this.late = late;
    }

    /** Starts it, unless it runs. */
    void start() {
        if (running == null) {
            running = loop.schedule(this::ring, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Stops it, if it runs. */
    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private void ring() {
        running = null;
        late.run();
    }
}
