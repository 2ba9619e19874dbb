package dev.berth.discovery.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears of plugins, and says what it heard one after the other. */
public final class Heard implements LegacyListener {
    private record News(String what, LegacyEndpoint endpoint) {}

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    @Override
    public void appeared(LegacyEndpoint endpoint) {
        news.add(new News("appeared", endpoint));
    }

    @Override
    public void vanished(LegacyEndpoint endpoint) {
        news.add(new News("vanished", endpoint));
    }

    /** Waits for the next news, which must be this. */
    public LegacyEndpoint expect(String what, String name) throws InterruptedException {
        News next = news.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "heard nothing, not " + what + " " + name);
        assertEquals(what + " " + name, next.what() + " " + next.endpoint().name());
        return next.endpoint();
    }

    /** Requires that all that was heard was expected. */
    public void expectNoMore() {
        assertEquals("[]", news.toString());
    }
}
