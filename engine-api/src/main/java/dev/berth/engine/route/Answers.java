package dev.berth.engine.route;

import dev.berth.engine.exchange.Answer;
import java.util.Map;
import java.util.Optional;

/** Answers that several routes give. */
final class Answers {
    private static final byte[] NOTHING = {};

    private Answers() {}

    /** The head of a stream of JSON lines. */
    static Answer progress() {
        return new Answer(
                200, Map.of("Content-Type", "application/json"), NOTHING, Optional.empty());
    }
}
