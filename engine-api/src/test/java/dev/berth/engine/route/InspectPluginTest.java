package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectPluginTest extends EngineTest {
    @Test
    void showsAsItIsWhatWasInstalledBeforeThereWereRules() throws IOException {
        engine.plugins()
                .add(
                        "old",
                        "{\"description\":\"a\\u001b[2K\\rb\\u202e\",\"workdir\":\"/\\u009bx\"}");
        String body = engine.get("/plugins/old/json").body();
        assertTrue(body.contains("\"Description\":\"a\\\\u001b[2K b\\\\u202e\""), body);
        assertTrue(body.contains("\"WorkDir\":\"/\\u009bx\""), body);
    }

    @Test
    void haveDockersKeysInDockersOrder() throws IOException {
        Plugin plugin = engine.plugins().add("a/rich", RICH);
        String device =
                "{\"Description\":\"\",\"Name\":\"d\",\"Path\":\"/dev/null\",\"Settable\":[\"path\"]}";
        String mounts =
                "[{\"Description\":\"a mount\",\"Destination\":\"/mnt\",\"Name\":\"m\","
                    + "\"Options\":[\"rbind\"],\"Settable\":[\"source\"],\"Source\":\"/m\",\"Type\":\"bind\"},"
                    + "{\"Description\":\"\",\"Destination\":\"/n\",\"Name\":\"n\",\"Options\":[],"
                    + "\"Settable\":null,\"Source\":null,\"Type\":\"tmpfs\"}]";
        assertEquals(
                "{\"Config\":{\"Args\":{\"Description\":\"\",\"Name\":\"args\",\"Settable\":[\"value\"],\"Value\":[\"a\",\"b\"]},\"Description\":\"a"
                    + " <rich> & odd one\",\"Documentation\":\"https://d\",\"Entrypoint\":[\"/p\"],"
                    + "\"Env\":[{\"Description\":\"\",\"Name\":\"DEBUG\",\"Settable\":[\"value\"],\"Value\":\"0\"},"
                    + "{\"Description\":\"\",\"Name\":\"UNSET\",\"Settable\":[],\"Value\":null}],"
                    + "\"Interface\":{\"Socket\":\"p.sock\",\"Types\":[\"docker.volumedriver/1.0\"]},\"IpcHost\":false,"
                    + "\"Linux\":{\"AllowAllDevices\":false,\"Capabilities\":[\"CAP_SYS_ADMIN\"],\"Devices\":["
                        + device
                        + "]},\"Mounts\":"
                        + mounts
                        + ",\"Network\":{\"Type\":\"host\"},\"PidHost\":false,\"PropagatedMount\":\"/data\",\"User\":{},"
                        + "\"WorkDir\":\"/w\",\"rootfs\":{\"diff_ids\":[\"sha256:00\"],\"type\":\"layers\"}},"
                        + "\"Enabled\":false,\"Id\":\""
                        + plugin.id()
                        + "\",\"Name\":\"a/rich:latest\",\"PluginReference\":\"a/rich:latest\",\"Settings\":{\"Args\":[\"a\",\"b\"],\"Devices\":["
                        + device
                        + "],\"Env\":[\"DEBUG=0\"],\"Mounts\":"
                        + mounts
                        + "},\"Status\":{\"State\":\"disabled\",\"Since\":\"2026-11-01T12:00:00Z\",\"Restarts\":0}}\n",
                engine.get("/plugins/a/rich/json").body());
    }

    @Test
    void showNullForWhatTheConfigLeavesOut() throws IOException {
        engine.plugins().add("empty", "{}");
        var json = engine.get("/plugins/empty/json").json();
        assertEquals(
                "{\"Args\":{\"Description\":\"\",\"Name\":\"\",\"Settable\":null,\"Value\":null},"
                    + "\"Description\":\"\",\"Documentation\":\"\",\"Entrypoint\":null,\"Env\":null,"
                    + "\"Interface\":{\"Socket\":\"\",\"Types\":null},\"IpcHost\":false,"
                    + "\"Linux\":{\"AllowAllDevices\":false,\"Capabilities\":null,\"Devices\":null},"
                    + "\"Mounts\":null,\"Network\":{\"Type\":\"\"},\"PidHost\":false,"
                    + "\"PropagatedMount\":\"\",\"User\":{},\"WorkDir\":\"\"}",
                json.path("Config").toString());
        assertEquals(
                "{\"Args\":[],\"Devices\":[],\"Env\":[],\"Mounts\":[]}",
                json.path("Settings").toString());
    }

    @Test
    void areReadWhateverTheCaseOfTheConfigsKeys() throws IOException {
        engine.plugins()
                .add(
                        "odd",
                        "{\"PropagatedMount\":\"/d\",\"pidhost\":true,\"DockerVersion\":\"1\","
                            + "\"Interface\":{\"Types\":[],\"protocolScheme\":\"moby.plugins.http/v1\"},"
                            + "\"User\":{\"uid\":7,\"Gid\":8},\"WORKDIR\":\"/w\"}");
        var config = engine.get("/plugins/odd/json").json().path("Config");
        assertEquals("/d", config.path("PropagatedMount").asText());
        assertTrue(config.path("PidHost").asBoolean());
        assertEquals("1", config.path("DockerVersion").asText());
        assertEquals(
                "{\"ProtocolScheme\":\"moby.plugins.http/v1\",\"Socket\":\"\",\"Types\":[]}",
                config.path("Interface").toString());
        assertEquals("{\"GID\":8,\"UID\":7}", config.path("User").toString());
        assertEquals("/w", config.path("WorkDir").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/x",
                "a/x:latest",
                "docker.io/a/x",
                "docker.io/a/x:latest",
                "a%2Fx",
                "a%2Fx%3Alatest"
            })
    void areFoundByAnyFormOfTheName(String name) throws IOException {
        engine.plugins().add("a/x", "{}");
        assertEquals(
                "a/x:latest",
                engine.get("/plugins/" + name + "/json").json().path("Name").asText());
    }

    @Test
    void areFoundByNamesWithAPort() throws IOException {
        engine.plugins().add("localhost:5000/a/b:1", "{}");
        assertEquals(200, engine.get("/v1.41/plugins/localhost:5000/a/b:1/json").status());
    }

    @Test
    void areFoundByIdAndItsBeginning() throws IOException {
        String id = engine.plugins().add("one", "{}").id();
        assertEquals(200, engine.get("/plugins/" + id + "/json").status());
        assertEquals(200, engine.get("/plugins/" + id.substring(0, 8) + "/json").status());
        engine.plugins().add("two", "{}");
        RawResponse ambiguous = engine.get("/plugins/e/json");
        assertEquals(400, ambiguous.status());
        assertTrue(ambiguous.message().startsWith("multiple plugins found for \"e\""));
    }

    @Test
    void areNotFoundInDockersWords() throws IOException {
        RawResponse response = engine.get("/plugins/UP/json");
        assertEquals(404, response.status());
        assertEquals("plugin \"UP\" not found", response.message());
    }

    @Test
    void areEnabledWhileTheyAreStartedAgain() throws IOException {
        engine.plugins().add("x", "{}");
        engine.plugins().state("x", PluginState.ENABLING);
        assertTrue(engine.get("/plugins/x/json").json().path("Enabled").asBoolean());
    }
}
