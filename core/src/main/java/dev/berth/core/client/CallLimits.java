package dev.berth.core.client;

import java.time.Duration;

/**
 * What one plugin's calls may take.
 *
 * @param deadline of a call that has none of its own
 * @param atOnce how many calls may be under way, and how many streams open
 * @param failures how many calls in a row without an answer open the circuit; 0: it never opens
 * @param pause between two trial calls while the circuit is open
 */
public record CallLimits(Duration deadline, int atOnce, int failures, Duration pause) {

    public CallLimits {
        atOnce = Math.max(1, atOnce);
        failures = Math.max(0, failures);
        pause = pause.isNegative() ? Duration.ZERO : pause;
    }

    /** Returns the same with another deadline. */
    public CallLimits withDeadline(Duration other) {
        return new CallLimits(other, atOnce, failures, pause);
    }
}
