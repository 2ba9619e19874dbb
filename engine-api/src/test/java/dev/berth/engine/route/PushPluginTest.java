package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushPluginTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
    }

    @Test
    void pushesInDockersLines() throws IOException {
        RawResponse response = engine.post("/plugins/a/x:latest/push");
        assertEquals(200, response.status());
        String all = response.body();
        assertTrue(all.startsWith("{\"status\":\"The push refers to repository [a/x]\"}\r\n"), all);
        assertTrue(
                all.contains(
                        "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"));
        assertTrue(
                all.contains(
                        "{\"status\":\"Upload"
                            + " complete\",\"progressDetail\":{},\"id\":\"0123456789ab\"}\r\n"));
        assertTrue(
                all.endsWith(
                        "{\"progressDetail\":{},\"aux\":{\"Tag\":\"latest\",\"Digest\":\"sha256:"
                                + "ab".repeat(32)
                                + "\",\"Size\":419}}\r\n"),
                all);
    }

    @Test
    void failsAPushInItsLastLine() throws IOException {
        engine.plugins().failure =
                new PluginTimeoutException("the registry is silent", Duration.ZERO);
        String all = engine.post("/plugins/a/x/push").body();
        assertTrue(all.endsWith("\"error\":\"the registry is silent\"}\r\n"), all);
        assertEquals(404, engine.post("/plugins/none/push").status());
    }

    @Test
    void cancelsAPushWhoseClientGoes() throws Exception {
        engine.plugins().gate = new CountDownLatch(1);
        try (RawClient client = engine.client()) {
            client.send("POST /plugins/a/x/push HTTP/1.1\r\nHost: d\r\n\r\n");
            client.receiveStart();
            engine.plugins().atGate.await();
        }
        engine.plugins().cancelled.await();
    }
}
