package dev.berth.shared.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plugin.PluginConfig.Device;
import dev.berth.plugin.PluginConfig.Mount;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.ConfigFixture;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.VersionFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginJsonTest {
    private static final String DOCUMENT =
            """
            {"mounts":[{"name":"m","source":"/a","destination":"/m","type":"bind","options":[]},
                       {"name":"m","destination":"/n"}],
             "linux":{"devices":[{"name":"d"},{"name":"d","description":"its twin","path":"/dev/b"}]}}
            """;

    /** Two of one name keep apart what else they say. */
    @Test
    void showsWhatIsSetInTheConfigAndInTheSettings() {
        JsonNode json = json(DOCUMENT);
        assertEquals(
                "[{\"Description\":\"\",\"Name\":\"d\",\"Path\":\"/dev/x\",\"Settable\":null},{\"Description\":\"its"
                    + " twin\",\"Name\":\"d\",\"Path\":\"/dev/b\",\"Settable\":null}]",
                json.at("/Settings/Devices").toString());
        assertEquals(
                "[{\"Description\":\"\",\"Destination\":\"/m\",\"Name\":\"m\",\"Options\":[],"
                    + "\"Settable\":null,\"Source\":\"/x\",\"Type\":\"bind\"},"
                    + "{\"Description\":\"\",\"Destination\":\"/n\",\"Name\":\"m\",\"Options\":null,"
                    + "\"Settable\":null,\"Source\":null,\"Type\":\"\"}]",
                json.at("/Settings/Mounts").toString());
        assertEquals(json.at("/Settings/Devices"), json.at("/Config/Linux/Devices"));
        assertEquals(json.at("/Settings/Mounts"), json.at("/Config/Mounts"));
    }

    @Test
    void keepsAMissingListApartFromAnEmptyOne() {
        assertTrue(json("{}").at("/Config/Mounts").isNull());
        assertEquals("[]", json("{\"mounts\":[]}").at("/Config/Mounts").toString());
        assertTrue(json("{}").at("/Config/Linux/Devices").isNull());
        assertEquals(
                "{\"Args\":[],\"Devices\":[],\"Env\":[],\"Mounts\":[]}",
                json("{}").get("Settings").toString());
    }

    @Test
    void showsThePluginAlsoWhenItsConfigCannotBeRead() {
        JsonNode json = json("{no");
        assertEquals("x:latest", json.get("Name").asText());
        assertEquals("x:latest", json.get("PluginReference").asText());
        assertTrue(json.at("/Config/Entrypoint").isNull());
    }

    @Test
    void isEnabledIfTheUserAskedForItWhateverItsState() {
        assertTrue(
                PluginJson.of(PluginFixture.of("x").in(PluginState.ENABLING))
                        .get("Enabled")
                        .asBoolean());
    }

    @Test
    void showsTheVersionsThatItCanBeReturnedTo() {
        PluginFixture plugin = PluginFixture.of("x");
        assertFalse(PluginJson.of(plugin).has("PreviousVersions"));
        VersionFixture pulled =
                new VersionFixture(
                        PluginFixture.DIGEST, Optional.of(PluginReference.parse("a/x:1")));
        VersionFixture created = new VersionFixture(PluginFixture.DIGEST, Optional.empty());
        assertEquals(
                "[{\"Digest\":\"%1$s\",\"PluginReference\":\"docker.io/a/x:1\"},{\"Digest\":\"%1$s\",\"PluginReference\":\"\"}]"
                        .formatted(PluginFixture.DIGEST),
                PluginJson.of(plugin.withPreviousVersions(List.of(pulled, created)))
                        .get("PreviousVersions")
                        .toString());
    }

    private static JsonNode json(String document) {
        ConfigFixture config = new ConfigFixture().document(document);
        if (document.equals(DOCUMENT)) {
            config.mounts(
                            List.of(
                                    mount(Optional.of("/x"), "/m", "bind"),
                                    mount(Optional.empty(), "/n", "")))
                    .devices(List.of(device("", "/dev/x"), device("its twin", "/dev/b")));
        }
        return PluginJson.of(PluginFixture.of("x").withConfig(config));
    }

    private static Mount mount(Optional<String> source, String destination, String type) {
        return ConfigFixture.mountOf("m", "", List.of(), source, destination, type, List.of());
    }

    private static Device device(String description, String path) {
        return ConfigFixture.deviceOf("d", description, List.of(), Optional.of(path));
    }
}
