package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestTimeout;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The turn of a {@link GroupCommit} whose test waits until a thread's request is in line. */
final class NotedTurn extends Semaphore {
    private static final long serialVersionUID = 1L;

    private final Semaphore inLine = new Semaphore(0);

    NotedTurn() {
        super(1, true);
    }

    @Override
    public void acquire() throws InterruptedException {
        inLine.release();
        super.acquire();
    }

    /** Waits for one more thread. */
    void awaitOneInLine() throws InterruptedException {
        assertTrue(inLine.tryAcquire(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
}
