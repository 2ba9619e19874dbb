package dev.berth.engine.http;

import dev.berth.engine.exchange.SlotKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The limits on how many requests are served at once, by the kind of request. */
final class RequestSlots {
    private final Map<SlotKind, SlotCounter> counters = new EnumMap<>(SlotKind.class);

    RequestSlots(ServerLimits limits) {
        counters.put(SlotKind.REQUEST, new SlotCounter(limits.requests()));
        counters.put(SlotKind.STREAM, new SlotCounter(limits.streams()));
    }

    /** Returns a slot for a request, empty if as many are taken as there may be. */
    Optional<RequestSlot> take(SlotKind kind) {
        Optional<SlotCounter> counter = Optional.ofNullable(counters.get(kind));
        return counter.isEmpty() || counter.get().take()
                ? Optional.of(new RequestSlot(counter))
                : Optional.empty();
    }

    /** Returns what a client is told for whose request there is no slot. */
    String refusal(SlotKind kind) {
        String words =
                kind == SlotKind.STREAM
                        ? "%d event streams are open, and no more are allowed; close one, or try"
                                + " again"
                        : "%d requests are served at once, and no more; try again";
        return words.formatted(counters.get(kind).all());
    }
}
