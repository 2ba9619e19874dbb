package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnablePluginTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
    }

    @Test
    void enablesAndDisables() throws IOException {
        RawResponse on = engine.post("/v1.25/plugins/a/x/enable?timeout=30");
        assertEquals(200, on.status());
        assertEquals("", on.body());
        assertEquals(PluginState.ENABLED, engine.plugins().find("a/x").status().state());
        assertEquals(200, engine.post("/plugins/a/x/disable").status());
        assertEquals(PluginState.DISABLED, engine.plugins().find("a/x").status().state());
    }

    @ParameterizedTest
    @CsvSource({
        "0,30,0",
        "1,1,1",
        "120,120,120",
        "%2B7,7,7",
        "007,7,7",
        "99999999999,999999999,999999999"
    })
    void takesTheTimeout(String timeout, long start, long call) throws IOException {
        engine.post("/plugins/a/x/enable?timeout=" + timeout);
        assertEquals(
                EnableOptions.DEFAULT
                        .withStart(Duration.ofSeconds(start))
                        .withCall(Duration.ofSeconds(call)),
                engine.plugins().options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?timeout=",
                "?timeout=abc",
                "?timeout=-1",
                "?timeout=1.5",
                "?timeout=99999999999999999999"
            })
    void refusesATimeoutThatIsNoNumberOfSeconds(String query) throws IOException {
        RawResponse response = engine.post("/plugins/a/x/enable" + query);
        assertEquals(400, response.status());
        assertTrue(response.message().contains("is not a whole number of seconds"));
    }

    @Test
    void takesParametersFromTheQueryOnly() throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        refused(400, engine.ask("POST", "/plugins/a/x/enable", form, "timeout=3"));
    }

    @Test
    void showsWhatAPluginThatFailedHasSaid() throws IOException {
        engine.plugins().failure =
                new PluginRuntimeException(
                        "plugin a/x:latest ended with exit code 3", 3, List.of("boom", "bye"));
        assertEquals(
                "plugin a/x:latest ended with exit code 3\n  boom\n  bye",
                refused(500, engine.post("/plugins/a/x/enable?timeout=0")));
        engine.plugins().failure = new PluginTimeoutException("too late", Duration.ofSeconds(1));
        assertEquals("too late", refused(500, engine.post("/plugins/a/x/enable?timeout=1")));
    }

    @Test
    void cancelsAnEnableWhoseClientGoes() throws Exception {
        engine.plugins().gate = new CountDownLatch(1);
        try (RawClient client = engine.client()) {
            client.send("POST /plugins/a/x/enable?timeout=30 HTTP/1.1\r\nHost: d\r\n\r\n");
            engine.plugins().atGate.await();
        }
        engine.plugins().cancelled.await();
        assertEquals(PluginState.DISABLED, engine.plugins().find("a/x").status().state());
    }

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
