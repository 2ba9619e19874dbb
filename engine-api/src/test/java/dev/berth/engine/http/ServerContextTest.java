package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.PublishedPlugin;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerContextTest extends EngineTest {
    private static final List<Error> ERRORS =
            List.of(
                    new NoClassDefFoundError("a/B"),
                    new IncompatibleClassChangeError("a.B"),
                    new StackOverflowError(),
                    new OutOfMemoryError("not really"),
                    new AssertionError("a.B"));

    /** Foreign code's. */
    private static final class Speechless extends PluginException {
        private static final long serialVersionUID = 1L;

        Speechless() {
            super("");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
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
                                                && l.contains("by " + user + " (engine API)")),
                engine.log().lines().toString());
    }

    @Test
    void keepsWhatNobodyForesawToItsLog() throws IOException {
        engine.plugins().failure = new IllegalStateException("a secret inside");
        assertEquals(
                "internal error; the engine's log has the details",
                refused(500, engine.post("/plugins/a/x/enable?timeout=0")));
        assertTrue(engine.log().lines().toString().contains("a secret inside"));
    }

    private static final String JSON = "Content-Type: application/json\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /plugins",
                "GET /info",
                "GET /plugins/privileges?remote=x",
                "POST /plugins/pull?remote=x&name=y",
                "POST /plugins/create?name=y",
                "POST /plugins/a/x/enable?timeout=0",
                "POST /plugins/a/x/disable",
                "POST /plugins/a/x/set",
                "POST /plugins/a/x/upgrade?remote=x",
                "POST /auth",
                "DELETE /plugins/a/x"
            })
    void answersAlsoWhenTheManagerFailsWithAnError(String request) throws IOException {
        String[] parts = request.split(" ");
        String body = parts[1].equals("/auth") ? "{\"username\":\"u\",\"password\":\"p\"}" : "[]";
        for (Error error : ERRORS) {
            engine.plugins().error = error;
            refused(500, engine.ask(parts[0], parts[1], JSON, body));
            assertTrue(engine.log().lines().toString().contains(error.getClass().getName()));
        }
        engine.plugins().error = null;
        assertEquals(200, engine.get("/plugins").status());
    }

    @Test
    void endsAStreamAlsoWhenTheManagerFailsWithAnError() throws IOException {
        engine.plugins().error = new NoClassDefFoundError("a/B");
        RawResponse response = engine.post("/plugins/a/x/push");
        assertEquals(200, response.status(), "the first line is out before the push is begun");
        assertTrue(response.body().contains("\"error\":\"internal error"), response.body());
    }

    @Test
    void answersAlsoWhenAFailureCannotTellItsMessage() throws IOException {
        engine.plugins().failure = new Speechless();
        refused(500, engine.post("/plugins/a/x/enable?timeout=0"));
    }

    @Test
    void answersAlsoWhenAValueCannotBeShown() throws IOException {
        List<Privilege> broken = new ArrayList<>();
        broken.add(null);
        engine.plugins().publish("x", new PublishedPlugin("{}", broken));
        refused(500, engine.get("/plugins/privileges?remote=x"));
    }

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
