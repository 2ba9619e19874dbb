package dev.berth.engine.route;

import dev.berth.engine.exchange.ApiResponse;
import java.util.Map;
import java.util.Optional;

/** Answers that several routes give. */
final class StreamResponses {
    private static final byte[] NOTHING = {};

    private StreamResponses() {}

    /** The head of a stream of JSON lines. */
    static ApiResponse progress() {
        return new ApiResponse(
                200, Map.of("Content-Type", "application/json"), NOTHING, Optional.empty());
    }
}
