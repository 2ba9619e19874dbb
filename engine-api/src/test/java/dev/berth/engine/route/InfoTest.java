package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.support.EngineTest;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.EngineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InfoTest extends EngineTest {
    private static final String DRIVER =
            "{\"interface\":{\"types\":[\"docker.%s/1.0\"],\"socket\":\"p.sock\"}}";

    private JsonNode info(String path) throws IOException {
        return engine.get(path).json();
    }

    @Test
    void namesTheEngineAndItsRoot() throws IOException {
        JsonNode info = info("/info");
        assertEquals(EngineFixture.ID, info.path("ID").textValue());
        assertEquals("/var/lib/tested", info.path("DockerRootDir").textValue());
        assertFalse(info.path("LiveRestoreEnabled").booleanValue());
        assertEquals("0.1.0", info.path("ServerVersion").textValue());
    }

    @Test
    void tellsOfTheHost() throws IOException {
        JsonNode info = info("/info");
        String memory =
                Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("[^0-9]", "");
        assertEquals(Long.parseLong(memory) * 1024, info.path("MemTotal").longValue());
        assertTrue(info.path("NCPU").intValue() > 0);
        assertEquals(System.getProperty("os.version"), info.path("KernelVersion").textValue());
        assertTrue(info.path("NFd").intValue() > 2);
        assertTrue(info.path("NGoroutines").intValue() > 2);
        assertTrue(Instant.parse(info.path("SystemTime").textValue()).isAfter(Instant.EPOCH));
    }

    @Test
    void listsNetworkDriversAndGuardsAndWhatClientsLookFor() throws IOException {
        for (String kind : new String[] {"volumedriver", "networkdriver", "logdriver", "authz"}) {
            engine.plugins().add("a/" + kind, DRIVER.formatted(kind));
            engine.plugins().state("a/" + kind, PluginState.ENABLED);
        }
        engine.plugins().add("a/off", DRIVER.formatted("networkdriver"));
        assertEquals(
                "{\"Volume\":[],\"Network\":[\"a/networkdriver:latest\"],"
                        + "\"Authorization\":[\"a/guard\",\"a/second\"],\"Log\":[\"json-file\"]}",
                info("/info").path("Plugins").toString());
    }

    @Test
    void hasAnExecutionDriverForOldClients() throws IOException {
        assertEquals("<not supported>", info("/v1.24/info").path("ExecutionDriver").textValue());
        assertTrue(info("/v1.25/info").path("ExecutionDriver").isMissingNode());
        assertTrue(info("/info").path("ExecutionDriver").isMissingNode());
    }
}
