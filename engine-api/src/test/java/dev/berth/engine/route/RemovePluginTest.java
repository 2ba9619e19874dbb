package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.PluginState;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemovePluginTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
    }

    @Test
    void removes() throws IOException {
        RawResponse response = engine.delete("/plugins/a/x:latest");
        assertEquals(200, response.status());
        assertEquals("", response.body());
        assertEquals("plugin \"a/x\" not found", refused(404, engine.delete("/plugins/a/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?force=", "?force=0", "?force=No", "?force=false", "?force=NONE"})
    void doesNotForceUnlessAsked(String query) throws IOException {
        engine.plugins().state("a/x", PluginState.ENABLED);
        engine.plugins().use("a/x");
        assertEquals(409, engine.post("/plugins/a/x/disable" + query).status());
    }

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
