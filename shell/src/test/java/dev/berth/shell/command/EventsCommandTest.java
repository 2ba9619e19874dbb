package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.shell.testing.SamplePlugins;
import dev.berth.testing.plugin.EventFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsCommandTest extends CommandTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private void happen(Kind kind, Map<String, String> attributes) {
        shell.events.plugin(
                new EventFixture(
                        kind,
                        SamplePlugins.ID,
                        "vieux/sshfs:latest",
                        NEW_YEAR.plusSeconds(kind.ordinal()),
                        attributes));
    }

    private List<String> actions(String line) throws Exception {
        return shell.type(line).lines().map(printed -> printed.split(" ")[2]).toList();
    }

    @Test
    void tellsTheLastOnesAsDockerDoes() throws Exception {
        happen(Kind.DIE, Map.of("exitCode", "3", "message", "no\u001b[2J key"));
        String printed = shell.type("plugin:events --since 2026-01-01T00:00:00Z --until 0s");
        assertTrue(printed.startsWith("202"), printed);
        assertTrue(
                printed.strip()
                        .endsWith(
                                " plugin die %s (exitCode=3, message=no\\u001b[2J key, name=vieux/sshfs:latest)"
                                        .formatted(SamplePlugins.ID)),
                printed);
    }

    @Test
    void tellsThoseOfATimeAndAFilter() throws Exception {
        happen(Kind.CREATE, Map.of());
        happen(Kind.ENABLE, Map.of());
        happen(Kind.DISABLE, Map.of());
        assertEquals(List.of("create", "enable", "disable"), actions("plugin:events --until 0s"));
        assertEquals(
                List.of("enable", "disable"),
                actions("plugin:events --since 1767225603 --until 0s"));
        assertEquals(
                List.of("disable"),
                actions(
                        "plugin:events --until 0s --filter event=disable --filter"
                                + " plugin=vieux/sshfs"));
        assertEquals(
                List.of(),
                actions(
                        "plugin:events --until 0s --filter plugin=another --filter"
                                + " unknown=x"));
    }

    @Test
    void tellsWhatComesUntilNobodyReads() throws Exception {
        happen(Kind.ENABLE, Map.of());
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        OutputStream head =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        seen.write(one);
                        String text = seen.toString(StandardCharsets.UTF_8);
                        if (text.endsWith("\n")) {
                            happen(Kind.DISABLE, Map.of());
                        }
                        if (text.lines().count() > 2) {
                            throw new IOException("Broken pipe");
                        }
                    }
                };
        shell.type("plugin:events --since 2026-01-01T00:00:00Z", "", head);
        List<String> lines = seen.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).contains(" enable "), lines.get(0));
        assertTrue(lines.get(1).contains(" disable "), lines.get(1));
        assertEquals(0, shell.events.subscribers());
    }

    @Test
    void endsAtItsTime() throws Exception {
        assertEquals("", shell.type("plugin:events --until -100ms"));
    }

    @Test
    void refusesWhatIsNoTimeAndNoFilter() {
        assertTrue(
                refusal("plugin:events --since yesterday")
                        .startsWith("invalid value \"yesterday\" for --since: "));
        assertTrue(refusal("plugin:events -f enable").contains("bad format of filter"));
    }
}
