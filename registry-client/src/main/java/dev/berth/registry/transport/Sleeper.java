package dev.berth.registry.transport;

import java.time.Duration;

/** Waits between two tries. */
@FunctionalInterface
public interface Sleeper {
    void await(Duration duration) throws InterruptedException;
}
