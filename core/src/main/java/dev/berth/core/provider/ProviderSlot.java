package dev.berth.core.provider;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Holds a service that comes and goes; the one that came last is in use. */
final class ProviderSlot<T> {
    private final AtomicReference<T> service = new AtomicReference<>();

    void set(T newcomer) {
        service.set(newcomer);
    }

    /** Forgets a service, and returns whether it was the one in use: another may be by now. */
    boolean unset(T leaver) {
        return service.compareAndSet(leaver, null);
    }

    Optional<T> get() {
        return Optional.ofNullable(service.get());
    }
}
