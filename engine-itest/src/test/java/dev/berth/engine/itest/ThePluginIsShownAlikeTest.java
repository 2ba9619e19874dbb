package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.engine.support.EngineTest;
import dev.berth.plugin.PluginState;
import dev.berth.shared.event.EventHistory;
import dev.berth.shell.command.CommandServices;
import dev.berth.shell.gogo.GogoCommands;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell and the engine API, given the same plugins, show and find the same. */
class ThePluginIsShownAlikeTest extends EngineTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl shell = new CommandProcessorImpl(threads);

    @BeforeEach
    void startShell() {
        threads.start();
        GogoCommands.functions(
                        new CommandServices(engine.plugins(), new EventHistory(), Optional::empty))
                .forEach((name, function) -> shell.addCommand("plugin", function, name));
    }

    @AfterEach
    void stopShell() {
        shell.stop();
        threads.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RICH,
                "{}",
                "null",
                "{\"mounts\":[],\"env\":null,\"entrypoint\":[],\"linux\":{\"devices\":[]}}",
                "{\"PropagatedMount\":\"/d\",\"user\":{\"UID\":7},\"dockerversion\":\"1\"}"
            })
    void byteForByte(String document) throws Exception {
        engine.plugins().add("a/x", document);
        assertAlike();
    }

    @ParameterizedTest
    @EnumSource(PluginState.class)
    void inEachState(PluginState state) throws Exception {
        engine.plugins().add("a/x", RICH);
        engine.plugins().state("a/x", state);
        assertAlike();
    }

    @Test
    void inACrashLoop() throws Exception {
        engine.plugins().add("a/x", RICH);
        engine.plugins().crash("a/x", 137);
        assertAlike();
    }

    @Test
    void withItsSettings() throws Exception {
        engine.plugins().add("a/x", RICH);
        engine.post("/plugins/a/x/set", "[\"DEBUG=1\",\"m.source=/y\",\"d.path=/dev/y\"]");
        assertAlike();
    }

    private void assertAlike() throws Exception {
        JsonNode shown = JSON.readTree(type("plugin:inspect a/x"));
        assertEquals(
                engine.get("/plugins/a/x/json").body(),
                JSON.writeValueAsString(shown.get(0)) + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "capability, volumedriver, a/x:latest",
        "capability, Volumedriver, ''",
        "capability, authz, ''",
        "enabled, true, a/x:latest",
        "enabled, 0, b:latest"
    })
    void andFoundByTheSameFilters(String name, String value, String found) throws Exception {
        engine.plugins().add("a/x", RICH);
        engine.plugins().state("a/x", PluginState.ENABLING);
        engine.plugins().add("b", "{}");
        List<String> answer = new ArrayList<>();
        engine.get("/plugins?filters=%7B%22" + name + "%22:%5B%22" + value + "%22%5D%7D")
                .json()
                .forEach(plugin -> answer.add(plugin.get("Name").asText()));
        assertEquals(found, String.join(" ", answer));
        List<String> lines =
                type("plugin:ls -f %s=%s".formatted(name, value))
                        .lines()
                        .skip(1)
                        .map(line -> line.split(" +")[1])
                        .toList();
        assertEquals(answer, lines);
    }

    private String type(String line) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (CommandSession session =
                shell.createSession(InputStream.nullInputStream(), written, written)) {
            session.execute(line);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
