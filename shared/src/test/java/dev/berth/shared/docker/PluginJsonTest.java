package dev.berth.shared.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginConfig.Device;
import dev.berth.plugin.PluginConfig.Mount;
import dev.berth.plugin.PluginSettings;
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
        assertTrue(PluginJson.of(FixedPlugin.wanted(true)).get("Enabled").asBoolean());
    }

    private static JsonNode json(String document) {
        boolean listed = document.equals(DOCUMENT);
        List<Mount> mounts =
                List.of(
                        new Mount("m", "", List.of(), Optional.of("/x"), "/m", "bind", List.of()),
                        new Mount("m", "", List.of(), Optional.empty(), "/n", "", List.of()));
        List<Device> devices =
                List.of(
                        new Device("d", "", List.of(), Optional.of("/dev/x")),
                        new Device("d", "its twin", List.of(), Optional.of("/dev/b")));
        PluginConfig config =
                FixedPlugin.config(
                        document,
                        List.of(),
                        listed ? mounts : List.of(),
                        listed ? devices : List.of());
        return PluginJson.of(FixedPlugin.plugin(config, PluginSettings.defaultsOf(config), false));
    }
}
