package dev.berth.core.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Refuses calls to a plugin that left several in a row without an answer. While it is open, one
 * trial call at a time is let through: after each pause, or at once if it may wait twice as long as
 * any call that failed, so that an impatient caller shuts nobody else out. An answer, whatever it
 * says, closes it.
 *
 * <p>Only what makes callers wait counts. A connection that is refused or breaks fails its call at
 * once, and the plugin may be about to listen.
 *
 * <p>Thread-safe; the lock is held for a few assignments only.
 */
final class CircuitBreaker {
    private final int threshold;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Change change;
    private int failures;
    private Duration longestSilence = Duration.ZERO;
    private Instant openSince;
    private String lastFailure;
    private long retryAt;
    private Attempt trial;

    /** No call has failed since the last answer: a call and its answer change nothing. */
    private volatile boolean sound = true;

    /**
     * @param threshold how many failures in a row open it; 0: it never opens
     * @param change is told each time that it opens or closes, without the lock
     */
    CircuitBreaker(int threshold, Duration pause, LongSupplier nanoTime, Change change) {
        this.threshold = threshold;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.change = change;
    }

    /** Is told of an opening, with its reason, and of a closing. */
    @FunctionalInterface
    interface Change {
        void to(boolean open, String why);
    }

    /**
     * Begins a call; {@link Attempt#close} is its end.
     *
     * @throws CircuitOpenException if it must not be made
     */
    Attempt begin(Duration deadline) throws CircuitOpenException {
        Attempt attempt = new Attempt();
        if (!sound) {
            requireTrial(attempt, deadline);
        }
        return attempt;
    }

    private synchronized void requireTrial(Attempt attempt, Duration deadline)
            throws CircuitOpenException {
        if (openSince == null) {
            return;
        }
        boolean patient = deadline.dividedBy(2).compareTo(longestSilence) >= 0;
        boolean due = untilRetry().isZero() || patient;
        if (trial != null || !due) {
            throw refusal();
        }
        trial = attempt;
    }

    private Duration untilRetry() {
        return Duration.ofNanos(Math.max(0, retryAt - nanoTime.getAsLong()));
    }

    private CircuitOpenException refusal() {
        return new CircuitOpenException(openSince, failures, lastFailure, untilRetry());
    }

    /** Returns whether it was open. */
    private synchronized boolean recordAnswer() {
        boolean wasOpen = openSince != null;
        failures = 0;
        longestSilence = Duration.ZERO;
        openSince = null;
        trial = null;
        sound = true;
        return wasOpen;
    }

    /** Returns why it opens, if it does. */
    private synchronized Optional<String> recordSilence(Duration silence, String failure) {
        sound = false;
        failures++;
        lastFailure = failure;
        if (silence.compareTo(longestSilence) > 0) {
            longestSilence = silence;
        }
        retryAt = nanoTime.getAsLong() + pause.toNanos();
        if (openSince == null && threshold > 0 && failures >= threshold) {
            openSince = Instant.now();
            return Optional.of(refusal().getMessage());
        }
        return Optional.empty();
    }

    private synchronized void requireLetThrough(Attempt attempt) throws CircuitOpenException {
        if (openSince != null && trial != attempt) {
            throw refusal();
        }
    }

    private synchronized void end(Attempt attempt) {
        if (trial == attempt) {
            trial = null;
        }
    }

    /** One call. What is recorded of it is what it shows of the plugin. */
    final class Attempt implements AutoCloseable {

        /**
         * Checks after a wait that the circuit has not opened meanwhile.
         *
         * @throws CircuitOpenException if it has, and this is not the trial
         */
        void requireAllowed() throws CircuitOpenException {
            if (!sound) {
                requireLetThrough(this);
            }
        }

        /** The plugin has answered, if only with an error. */
        void answered() {
            if (!sound && recordAnswer()) {
                change.to(false, "");
            }
        }

        /**
         * The plugin has not answered.
         *
         * @param silence how long it was waited for
         */
        void unanswered(Duration silence, String failure) {
            recordSilence(silence, failure).ifPresent(why -> change.to(true, why));
        }

        /** Ends it; without a record before, it shows nothing. */
        @Override
        public void close() {
            if (!sound) {
                end(this);
            }
        }
    }
}
