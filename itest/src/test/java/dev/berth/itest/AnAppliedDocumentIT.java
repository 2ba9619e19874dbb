package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code plugin:apply} in the engine as it is shipped, with a real registry and containerd. */
class AnAppliedDocumentIT {
    private static final int DIFFERS = 2;
    private static PluginReference volume;

    private final EngineFolders folders = EngineFolders.fresh();
    private final Path document = folders.base().resolve("plugins.yml");
    private final String apply = "plugin:apply -f " + document;

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(engine.manager())
                            .published("berth/volume", PluginSource.volume());
        }
    }

    private void write(String debug, String capability, boolean enabled) throws Exception {
        Files.writeString(
                document,
                """
                plugins:
                - reference: %s
                  name: store
                  settings:
                    DEBUG: %s
                    "@health.interval": 7s
                  privileges:
                    mount: /etc/os-release on /etc/os-release type bind (ro,bind)
                    capabilities: [%s]
                  enabled: %s
                  when.deleted: remove
                """
                        .formatted(volume, debug, capability, enabled));
    }

    /** Runs commands in a new engine on the same folders; returns what they print. */
    private String shell(int exitCode, String... commands) throws Exception {
        try (ServerProcess shell = new Distribution(folders).shell("^Plan: ", commands)) {
            shell.awaitReady();
            assertEquals(exitCode, shell.awaitEnd(), shell.output());
            return shell.output();
        }
    }

    private static void assertShows(String shown, String... lines) {
        List<String> all = shown.lines().toList();
        for (String line : lines) {
            assertTrue(all.contains(line), () -> line + " is not in:\n" + shown);
        }
    }

    @Test
    void isBroughtAboutKeptAndEnded() throws Exception {
        write("1", "CAP_SYS_ADMIN", true);
        assertShows(
                shell(DIFFERS, apply + " --dry-run"),
                "+ store:latest: install, set DEBUG @health.interval, enable",
                "Plan: 1 to install, 0 to update, 0 to end");
        String first =
                shell(
                        0,
                        apply,
                        apply + " --dry-run",
                        "plugin:inspect store",
                        "plugin:disable store");
        assertShows(
                first,
                "store:latest is as wanted",
                "= store:latest: unchanged",
                "Plan: nothing to change");
        assertTrue(first.contains("\"DEBUG=1\""), first);

        write("0", "CAP_SYS_ADMIN", false);
        assertShows(
                shell(0, apply, apply + " --dry-run"),
                "~ store:latest: set DEBUG",
                "store:latest is as wanted",
                "= store:latest: unchanged");

        Files.writeString(document, "{\"plugins\": []}");
        assertShows(
                shell(0, apply, apply + " --prune", "plugin:ls -q", apply + " --prune --dry-run"),
                "? store:latest: not in the document, stays; with --prune: remove",
                "- store:latest: remove",
                "store:latest is as wanted",
                "Plan: nothing to change");
    }

    @Test
    void isNotConsentedToBeyondItsList() throws Exception {
        write("1", "CAP_NET_ADMIN", true);
        String refused = shell(1, apply);
        assertTrue(refused.contains("store:latest is not as wanted: "), refused);
        assertTrue(refused.contains("CAP_SYS_ADMIN"), refused);
        assertShows(refused, "Error: 1 of 1 plugins are not as wanted; Berth keeps trying");
    }

    /** No plugin is there whose start would be an event, and no command asks for the service. */
    @Test
    void isLookedAfterFromTheStartOfTheEngine() throws Exception {
        Files.createDirectories(folders.root());
        Files.writeString(
                folders.root().resolve("applied.json"),
                "{\"plugins\":[{\"reference\":\"127.0.0.1:1/acme/vol:1\"}]}");
        try (ServerProcess engine = new Distribution(folders).start()) {
            engine.awaitLine(Pattern.compile("127.0.0.1:1/acme/vol:1 is not as wanted: "));
        }
    }
}
