package dev.berth.discovery.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.testing.TestTimeout;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener whose calls a test takes one after the other. */
public final class RecordingLegacyListener implements LegacyListener {
    private record Call(String method, LegacyEndpoint endpoint) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    @Override
    public void appeared(LegacyEndpoint endpoint) {
        calls.add(new Call("appeared", endpoint));
    }

    @Override
    public void vanished(LegacyEndpoint endpoint) {
        calls.add(new Call("vanished", endpoint));
    }

    /** Waits for the next call, which must be this one. */
    public LegacyEndpoint expect(String method, String name) throws InterruptedException {
        Call next = calls.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertNotNull(next, "no call of " + method + " " + name);
        assertEquals(method + " " + name, next.method() + " " + next.endpoint().name());
        return next.endpoint();
    }

    /** Requires that all calls were expected. */
    public void expectNoMore() {
        assertEquals("[]", calls.toString());
    }
}
