package dev.berth.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.shell.testing.SamplePlugins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectOutputTest {
    private final String text = InspectOutput.of(List.of(SamplePlugins.enabled("vieux/sshfs")));

    @Test
    void hasDockersKeysInDockersOrder() throws Exception {
        assertEquals(
                List.of("Config", "Enabled", "Id", "Name", "PluginReference", "Settings", "Status"),
                keys(plugin()));
        assertEquals(
                List.of(
                        "Args",
                        "Description",
                        "Documentation",
                        "Entrypoint",
                        "Env",
                        "Interface",
                        "IpcHost",
                        "Linux",
                        "Mounts",
                        "Network",
                        "PidHost",
                        "PropagatedMount",
                        "User",
                        "WorkDir",
                        "rootfs"),
                keys(plugin().get("Config")));
    }

    @Test
    void namesThePluginAsDockerDoes() throws Exception {
        assertEquals(SamplePlugins.ID, plugin().get("Id").asText());
        assertEquals("vieux/sshfs:latest", plugin().get("Name").asText());
        assertEquals("docker.io/vieux/sshfs:latest", plugin().get("PluginReference").asText());
        assertTrue(plugin().get("Enabled").asBoolean());
    }

    @Test
    void keepsAMissingValueApartFromAnEmptyOne() throws Exception {
        JsonNode config = plugin().get("Config");
        assertTrue(config.get("Env").get(1).get("Value").isNull());
        assertTrue(config.get("Mounts").get(0).get("Source").isNull());
        assertEquals("/dev/fuse", config.get("Linux").get("Devices").get(0).get("Path").asText());
    }

    @Test
    void leavesOutWhatDockerLeavesOut() throws Exception {
        assertEquals(List.of("UID"), keys(plugin().get("Config").get("User")));
        assertEquals(List.of("Socket", "Types"), keys(plugin().get("Config").get("Interface")));
    }

    @Test
    void showsTheSettings() throws Exception {
        JsonNode settings = plugin().get("Settings");
        assertEquals(List.of("Args", "Devices", "Env", "Mounts"), keys(settings));
        assertEquals("DEBUG=0", settings.get("Env").get(0).asText());
        assertEquals(1, settings.get("Env").size());
    }

    @Test
    void isIndentedByFour() {
        assertTrue(text.startsWith("[\n    {\n        \"Config\": {\n"), text);
    }

    @Test
    void isAnEmptyArrayForNothing() {
        assertEquals("[]", InspectOutput.of(List.of()));
    }

    private JsonNode plugin() throws Exception {
        return new ObjectMapper().readTree(text).get(0);
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
