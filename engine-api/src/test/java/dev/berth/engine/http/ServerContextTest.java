package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerContextTest extends EngineTest {
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
                                                && l.contains("user " + user + ", group ")),
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

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
