package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.support.Docker;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The log of decisions says who asked, by whichever way he came. */
public class DecisionLogIT extends DockerTestBase {
    private PluginReference plugin;

    @Before
    public void publish() throws IOException {
        plugin = new PluginsInTheRegistry(manager).published("audited/idle", PluginSource.idle());
        Files.writeString(policy(), "{\"version\": 1, \"default\": {\"accept\": \"ask\"}}");
    }

    @After
    public void remove() throws IOException {
        Files.delete(policy());
        for (Plugin there : manager.list()) {
            OperationOutcome.of(manager.remove(there.id(), true));
        }
    }

    @Test
    public void namesTheUserOfADockerClient() throws Exception {
        Docker docker = clients().get(0);
        succeeds(docker, "plugin", "install", "--disable", plugin.familiar());
        JsonNode line = last();
        assertEquals("INSTALL", line.get("action").asText());
        assertEquals("engine API", line.get("requester").asText());
        assertEquals("root", line.get("user").asText());
        assertEquals(0, line.get("uid").asInt(-1));
    }

    @Test
    public void namesTheBundleThatSaysNothingOfItsUser() throws Exception {
        OperationOutcome.of(manager.install(InstallRequest.of(plugin), ProgressListener.NONE));
        String requester = last().get("requester").asText();
        assertTrue(requester, requester.startsWith("bundle "));
    }

    private JsonNode last() throws IOException {
        List<String> lines = Files.readAllLines(folders().root().resolve("decisions.log"));
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    private Path policy() {
        return folders().root().resolve("policy.json");
    }
}
