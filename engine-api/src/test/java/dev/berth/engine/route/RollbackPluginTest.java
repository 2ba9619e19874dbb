package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.EnableOptions;
import dev.berth.testing.plugin.PluginFixture;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbackPluginTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
    }

    @Test
    void returnsToAVersion() throws IOException {
        RawResponse back =
                engine.post("/v1.41/plugins/a/x/rollback?digest=" + PluginFixture.DIGEST);
        assertEquals(204, back.status());
        assertEquals("", back.body());
    }

    @Test
    void saysWhyNot() throws Exception {
        refuses(404, "a/x", "", "it keeps " + PluginFixture.DIGEST);
        refuses(404, "a/y", "", "plugin \\\"a/y\\\" not found");
        refuses(400, "a/x", "?digest=latest", "latest");
        refuses(400, "a/x", "?trial=5", "trial is for hot=1");
        refuses(400, "a/x", "?hot=0&trial=5", "trial is for hot=1");
        engine.plugins().enable("a/x", EnableOptions.DEFAULT).await();
        refuses(409, "a/x", "", "plugin must be disabled before a rollback: ");
    }

    private void refuses(int status, String plugin, String query, String words) throws IOException {
        RawResponse refused = engine.post("/plugins/" + plugin + "/rollback" + query);
        assertEquals(status, refused.status(), refused.body());
        assertTrue(refused.body().contains(words), refused.body());
    }
}
