package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final List<String> changes = new ArrayList<>();
    private final CircuitBreaker circuit =
            new CircuitBreaker(3, PAUSE, now::get, (open, why) -> changes.add(open + " " + why));

    @Test
    void opensAfterSoManyFailuresInARow() throws Exception {
        fail(SHORT);
        fail(SHORT);
        answer(SHORT);
        fail(SHORT);
        fail(SHORT);
        fail(SHORT);
        CircuitOpenException refusal = refusal();
        assertEquals(
                "3 calls in a row had no answer, the last: no answer in time",
                refusal.getMessage());
        assertEquals(PAUSE, refusal.untilRetry());
    }

    @Test
    void tellsOfEachOpeningAndClosingOnce() throws Exception {
        open();
        now.addAndGet(PAUSE.toNanos());
        fail(SHORT);
        now.addAndGet(PAUSE.toNanos());
        answer(SHORT);
        answer(SHORT);
        String opened = "true 3 calls in a row had no answer, the last: no answer in time";
        assertEquals(List.of(opened, "false "), changes);
        open();
        assertEquals(List.of(opened, "false ", opened), changes);
    }

    @Test
    void letsOneTrialThroughAfterThePauseAndClosesWithItsAnswer() throws Exception {
        open();
        now.addAndGet(PAUSE.toNanos());
        try (CircuitBreaker.Attempt trial = circuit.begin(SHORT)) {
            assertEquals(Duration.ZERO, refusal().untilRetry());
            trial.answered();
        }
        answer(SHORT);
        assertDoesNotThrow(() -> fail(SHORT), "it counts from the beginning");
        answer(SHORT);
    }

    @Test
    void pausesAgainAfterATrialWithoutAnswer() throws Exception {
        open();
        now.addAndGet(PAUSE.toNanos());
        fail(SHORT);
        assertEquals(PAUSE, refusal().untilRetry());
        now.addAndGet(PAUSE.toNanos());
        answer(SHORT);
    }

    @Test
    void triesAgainAfterATrialThatShowedNothing() throws Exception {
        open();
        now.addAndGet(PAUSE.toNanos());
        circuit.begin(SHORT).close();
        answer(SHORT);
    }

    @Test
    void refusesNobodyWhoMayWaitLongerThanWhoeverGaveUp() throws Exception {
        open();
        fail(SHORT.multipliedBy(2));
        assertThrows(CircuitOpenException.class, () -> circuit.begin(SHORT.multipliedBy(3)));
        try (CircuitBreaker.Attempt patient = circuit.begin(SHORT.multipliedBy(4))) {
            refusal();
            patient.answered();
        }
        answer(SHORT);
    }

    @Test
    void refusesWhoeverWaitedInLineWhileItOpened() throws Exception {
        try (CircuitBreaker.Attempt waiting = circuit.begin(SHORT)) {
            waiting.requireAllowed();
            open();
            assertThrows(CircuitOpenException.class, waiting::requireAllowed);
        }
    }

    @Test
    void closesWithTheAnswerOfACallFromBefore() throws Exception {
        try (CircuitBreaker.Attempt before = circuit.begin(SHORT)) {
            open();
            before.answered();
        }
        answer(SHORT);
    }

    @Test
    void leavesTheTrialToItselfWhenACallFromBeforeEnds() throws Exception {
        CircuitBreaker.Attempt before = circuit.begin(SHORT);
        open();
        now.addAndGet(PAUSE.toNanos());
        try (CircuitBreaker.Attempt trial = circuit.begin(SHORT)) {
            before.close();
            refusal();
            trial.requireAllowed();
        }
    }

    @Test
    void neverOpensWithoutAThreshold() throws Exception {
        CircuitBreaker never = new CircuitBreaker(0, PAUSE, now::get, (open, why) -> {});
        for (int i = 0; i < 100; i++) {
            try (CircuitBreaker.Attempt attempt = never.begin(SHORT)) {
                attempt.unanswered(SHORT, "no answer in time");
            }
        }
    }

    private void open() throws CircuitOpenException {
        for (int i = 0; i < 3; i++) {
            fail(SHORT);
        }
        refusal();
    }

    private CircuitOpenException refusal() {
        return assertThrows(CircuitOpenException.class, () -> circuit.begin(SHORT));
    }

    private void answer(Duration deadline) throws CircuitOpenException {
        try (CircuitBreaker.Attempt attempt = circuit.begin(deadline)) {
            attempt.answered();
        }
    }

    private void fail(Duration deadline) throws CircuitOpenException {
        try (CircuitBreaker.Attempt attempt = circuit.begin(deadline)) {
            attempt.unanswered(deadline, "no answer in time");
        }
    }
}
