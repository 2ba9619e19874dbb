package dev.berth.inventory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.PluginState;
import dev.berth.plugin.TaskExit;
import dev.berth.testing.plugin.PluginFixture;
import dev.berth.testing.plugin.SettingsFixture;
import dev.berth.testing.plugin.StatusFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginLinesTest {
    private static final String SECRET = "hunter2-hunter2";

    private static PluginFixture plugin() {
        PluginFixture plugin = PluginFixture.of("acme/vol:1");
        return plugin.withSettings(
                new SettingsFixture(
                        List.of("PASSWORD=" + SECRET, "DEBUG=1", "EMPTY=", "ODD"),
                        List.of("--token", SECRET),
                        List.of(),
                        List.of()));
    }

    private static String text(PluginFixture plugin) {
        return String.join("\n", PluginLines.of(plugin));
    }

    @Test
    void showsWhatABugReportNeeds() {
        StatusFixture status =
                StatusFixture.of(PluginState.ENABLING)
                        .withRestarts(3)
                        .withLastExit(TaskExit.of(137).withOutOfMemory(true))
                        .withProblem("it ended with exit code 137")
                        .withHolders("a volume");
        String text = text(plugin().withStatus(true, status));
        for (String line :
                List.of(
                        "  acme/vol:1\n",
                        "    wanted: true\n",
                        "    state: ENABLING since 2026-11-01T12:00:00Z\n",
                        "    restarts: 3\n",
                        "    last exit: code 137, out of memory\n",
                        "    problem: it ended with exit code 137\n",
                        "    holders: a volume\n",
                        "    environment: PASSWORD, DEBUG, EMPTY, ODD\n",
                        "    arguments: 2")) {
            assertTrue(text.contains(line), line + " in " + text);
        }
    }

    @Test
    void showsNoSecretWhereverItStands() {
        StatusFixture status =
                StatusFixture.of(PluginState.FAILED)
                        .withLastExit(TaskExit.of(1).withLastOutput(List.of("login " + SECRET)))
                        .withProblem("cannot log in with " + SECRET + " at\nhost")
                        .withHolders("mount of " + SECRET);
        String text = text(plugin().withStatus(true, status));
        assertFalse(text.contains(SECRET), text);
        assertTrue(text.contains("cannot log in with ***"), text);
        assertFalse(text.contains("at\nhost"), text);
    }
}
