package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.EngineTest;
import dev.berth.plugin.PluginState;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InfoTest extends EngineTest {
    @Test
    void areListedByWhatTheyCanDoInInfo() throws IOException {
        engine.plugins().add("a/volume", RICH);
        engine.plugins().state("a/volume", PluginState.ENABLED);
        assertEquals(
                "{\"Volume\":[\"a/volume:latest\"],\"Network\":[],\"Authorization\":null,\"Log\":[]}",
                engine.get("/info").json().path("Plugins").toString());
    }
}
