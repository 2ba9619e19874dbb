package dev.berth.engine;

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

class ChangingTest extends EngineTest {

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
    @CsvSource({"0,30,0", "1,1,1", "120,120,120"})
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
    void saysWhatStateThePluginIsInAlready() throws IOException {
        assertEquals(
                "plugin is already disabled: plugin a/x:latest found but disabled",
                refused(409, engine.post("/plugins/a/x/disable")));
        engine.plugins().state("a/x", PluginState.ENABLED);
        assertEquals(
                "plugin already enabled: plugin a/x:latest is enabled; disable it first",
                refused(409, engine.post("/plugins/a/x/enable?timeout=30")));
        assertEquals(
                "plugin a/x:latest is enabled; disable it first",
                refused(409, engine.delete("/plugins/a/x")));
        assertEquals(
                "cannot set on an active plugin, disable plugin before setting: plugin a/x:latest"
                        + " is enabled; disable it first",
                refused(409, engine.post("/plugins/a/x/set", "[\"DEBUG=1\"]")));
    }

    @Test
    void saysWhoUsesThePlugin() throws IOException {
        engine.plugins().state("a/x", PluginState.ENABLED);
        engine.plugins().use("a/x");
        String message = "plugin a/x:latest is in use by volume v1";
        assertEquals(message, refused(409, engine.post("/plugins/a/x/disable")));
        assertEquals(message, refused(409, engine.delete("/plugins/a/x")));
        assertEquals(200, engine.post("/plugins/a/x/disable?force=1").status());
        assertEquals(200, engine.delete("/plugins/a/x?force=true").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?force=", "?force=0", "?force=No", "?force=false", "?force=NONE"})
    void doesNotForceUnlessAsked(String query) throws IOException {
        engine.plugins().state("a/x", PluginState.ENABLED);
        engine.plugins().use("a/x");
        assertEquals(409, engine.post("/plugins/a/x/disable" + query).status());
    }

    @Test
    void removes() throws IOException {
        RawResponse response = engine.delete("/plugins/a/x:latest");
        assertEquals(200, response.status());
        assertEquals("", response.body());
        assertEquals("plugin \"a/x\" not found", refused(404, engine.delete("/plugins/a/x")));
    }

    @Test
    void sets() throws IOException {
        assertEquals(204, engine.post("/plugins/a/x/set", "[\"DEBUG=1\",\"UNSET=a=b\"]").status());
        assertEquals(
                List.of("DEBUG=1", "UNSET=a=b"), engine.plugins().find("a/x").settings().env());
        assertEquals(204, engine.post("/plugins/a/x/set", "[]").status());
        assertEquals(204, engine.post("/plugins/a/x/set", "null").status());
        assertEquals(
                "setting \"NO\" not found in the plugin configuration",
                refused(400, engine.post("/plugins/a/x/set", "[\"NO=1\"]")));
        assertEquals(404, engine.post("/plugins/none/set", "[]").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|got EOF while reading request body",
                "{\"a\":1}|settings are an array of strings, [\"NAME=value\"]: there is an object",
                "[1]|settings are an array of strings, [\"NAME=value\"]: there is a number",
                "\"x\"|settings are an array of strings, [\"NAME=value\"]: there is a string",
                "[\"a\"]]|the settings are not JSON",
                "[\"a\"] 1|the settings are not JSON",
                "[\"a|the settings are not JSON"
            })
    void refusesSettingsThatAreNoStrings(String body, String message) throws IOException {
        String told = refused(400, engine.post("/plugins/a/x/set", body));
        assertTrue(told.startsWith(message), told);
    }

    @Test
    void takesSettingsOfAnyContentType() throws IOException {
        String body = "[\"DEBUG=1\"]";
        RawResponse set =
                engine.ask("POST", "/plugins/a/x/set", "Content-Type: text/plain\r\n", body);
        assertEquals(204, set.status());
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
    void keepsWhatNobodyForesawToItsLog() throws IOException {
        engine.plugins().failure = new IllegalStateException("a secret inside");
        assertEquals(
                "internal error; the engine's log has the details",
                refused(500, engine.post("/plugins/a/x/enable?timeout=0")));
        assertTrue(engine.log().lines().toString().contains("a secret inside"));
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

    @Test
    void notesWhoChangedWhat() throws Exception {
        engine.post("/plugins/a/x/enable?timeout=0");
        // The note is written after the answer; closing waits for the loop that writes it.
        engine.server().close();
        String user = System.getProperty("user.name");
        assertTrue(
                engine.log().lines().stream()
                        .anyMatch(
                                l ->
                                        l.startsWith("info")
                                                && l.contains("/plugins/a/x/enable")
                                                && l.contains("user " + user + ", group ")),
                engine.log().lines().toString());
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

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
