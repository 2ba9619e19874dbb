package dev.berth.engine.http;

import java.util.Optional;

/**
 * A request's slot among those that are served at once. It is given back once, however often that
 * is asked for: when the reply is written, or when the client goes. Used on the event loop only.
 */
final class RequestSlot {
    private Optional<SlotCounter> taken;

    /**
     * @param counter what it was taken from, empty for a request that is not counted
     */
    RequestSlot(Optional<SlotCounter> counter) {
        this.taken = counter;
    }

    void giveBack() {
        taken.ifPresent(SlotCounter::giveBack);
        taken = Optional.empty();
    }
}
