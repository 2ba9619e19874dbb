package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.PluginState;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PluginConflictsTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
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

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
