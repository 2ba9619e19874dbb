package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.PublishedPluginsTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.UpgradeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradePluginTest extends PublishedPluginsTest {
    @Test
    void upgradesADisabledPlugin() throws IOException {
        engine.plugins().add("mine", "{}");
        RawResponse response =
                engine.post("/plugins/mine/upgrade?remote=localhost:5000/a/rich:1", GRANT);
        assertEquals(200, response.status());
        assertEquals("mine:latest", response.headers().get("docker-plugin-name"));
        assertTrue(response.body().contains("Pulling from localhost:5000/a/rich"));
        assertEquals(
                "localhost:5000/a/rich:1", engine.plugins().find("mine").source().get().familiar());
    }

    @Test
    void doesNotUpgradeWhatIsEnabledOrUnknown() throws IOException {
        assertEquals(404, engine.post("/plugins/none/upgrade?remote=a/plain", "null").status());
        engine.plugins().add("on", "{}");
        engine.plugins().state("on", dev.berth.plugin.PluginState.ENABLED);
        RawResponse response = engine.post("/plugins/on/upgrade?remote=a/plain", "null");
        assertEquals(409, response.status());
        assertEquals(
                "plugin must be disabled before upgrading: plugin on:latest is enabled; disable it"
                        + " first",
                response.message());
    }

    @Test
    void upgradesAnEnabledPluginThatIsAskedToBeHot() throws IOException {
        engine.plugins().add("on", "{}");
        engine.plugins().state("on", dev.berth.plugin.PluginState.ENABLED);
        RawResponse response =
                engine.post("/plugins/on/upgrade?remote=a/plain&hot=1&trial=0", "null");
        assertEquals(200, response.status());
        assertEquals(
                UpgradeOptions.DEFAULT.withHot(Duration.ZERO), engine.plugins().upgradeOptions);
        engine.post("/plugins/on/upgrade?remote=a/plain&hot=true", "null");
        assertEquals(
                UpgradeOptions.DEFAULT.withHot(UpgradeOptions.DEFAULT_TRIAL),
                engine.plugins().upgradeOptions);
    }

    @Test
    void saysWhatATrialIs() throws IOException {
        engine.plugins().add("on", "{}");
        for (String trial : List.of("-1", "5s", "86401", "999999")) {
            RawResponse response =
                    engine.post("/plugins/on/upgrade?remote=a/plain&hot=1&trial=" + trial, "null");
            assertEquals(400, response.status());
            assertEquals(
                    "trial \"%s\" is not a whole number of seconds from 0 to 86400, as in hot=1&trial=5"
                            .formatted(trial),
                    response.message());
        }
    }
}
