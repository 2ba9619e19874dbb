package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.KarafHost;
import dev.berth.itest.host.KarafTerminal;
import dev.berth.itest.parts.EngineTraces;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;

/** The features in a real Karaf that has no network, from the KAR to a plugin's service. */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "Karaf 4.4.10 needs a security manager")
class AKarafHostIT {
    private static final Pattern FOREIGN_CHANGE =
            Pattern.compile(
                    "(?i)bundles to (refresh|update|uninstall)|(refreshing|stopping) bundles");

    private static PluginReference volume;

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(engine.manager())
                            .published("berth/volume", PluginSource.volume());
        }
    }

    @Test
    void installsTheKarAndUsesAPlugin() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        Path defaults = Path.of("/var/lib/berth");
        boolean before = Files.exists(defaults);
        try (KarafHost karaf = KarafHost.start(folders.base())) {
            karaf.run("kar:install file:" + System.getProperty("berth.kar"));
            String managers = karaf.run("service:list dev.berth.plugin.PluginManager");
            assertFalse(managers.contains("objectClass"), managers);
            assertEquals(before, Files.exists(defaults));
            assertFalse(Files.exists(folders.root()));

            karaf.configure(configurations(folders));
            karaf.run(
                    "service:wait -t 60000 dev.berth.plugin.PluginManager",
                    "feature:install berth-all");
            String used =
                    karaf.run(
                            "plugin:install --grant-all-permissions --alias volume "
                                    + volume.familiar(),
                            "plugin:ls",
                            "service:list dev.berth.driver.volume.VolumeDriver");
            assertTrue(used.matches("(?s).*volume:latest .* true .*"), used);
            assertTrue(used.contains("berth.plugin = volume:latest"), used);
            showsHelpWithoutATerminal(karaf);
            refusesWhatItDoesNotKnow(karaf);
            isInterruptedAtATerminal(karaf);
            appliesADocument(karaf, folders);
            karaf.run("plugin:disable volume", "plugin:rm volume");

            String log = karaf.log();
            assertFalse(FOREIGN_CHANGE.matcher(log).find(), log);
            leavesNothing(karaf, new EngineTraces(folders.execRoot()));
        }
    }

    /** Not {@code help plugin}: that goes through Karaf's pager, which needs a terminal. */
    private static void showsHelpWithoutATerminal(KarafHost karaf) throws Exception {
        for (String overview : List.of("plugin --help", "*:help plugin")) {
            String shown = karaf.run(overview);
            assertTrue(shown.contains("Usage:  plugin:COMMAND"), shown);
            assertTrue(shown.contains("Commands that Docker does not have:"), shown);
        }
        String ofOne = karaf.run("plugin:ls --help");
        assertTrue(ofOne.contains("Usage:  plugin:ls [OPTIONS]"), ofOne);
    }

    private static void refusesWhatItDoesNotKnow(KarafHost karaf) throws Exception {
        IOException unknown = assertThrows(IOException.class, () -> karaf.run("plugin:instal"));
        String words = unknown.getMessage();
        assertTrue(
                words.matches(
                        "(?s).*Did you mean plugin:install\\?\\s+.*ommand not"
                                + " found.*plugin:instal.*"),
                words);
        assertFalse(karaf.log().contains("CommandNotFoundException"), karaf.log());
    }

    /** What is awaited is printed while Ctrl-C is Berth's, so it is not pressed too early. */
    private static void isInterruptedAtATerminal(KarafHost karaf) throws Exception {
        try (KarafTerminal terminal = karaf.terminal()) {
            terminal.awaitPrompt();
            terminal.type("plugin:events --since 10m");
            terminal.await(" plugin enable ");
            terminal.interrupt();
            String events = terminal.awaitPrompt();
            assertFalse(events.contains("Exception"), events);
            assertFalse(events.contains("Error"), events);

            terminal.type("plugin:install --alias cancelled-one " + volume.familiar());
            terminal.await("[y/N] ");
            terminal.interrupt();
            String cancelled = terminal.awaitPrompt();
            assertTrue(cancelled.contains(": cancelled"), cancelled);
            assertFalse(cancelled.contains("Exception"), cancelled);

            terminal.type("plugin:ls");
            terminal.await("volume:latest");
            String listed = terminal.awaitPrompt();
            assertFalse(listed.contains("cancelled-one"), listed);
        }
        assertFalse(karaf.log().contains("InterruptedException"), karaf.log());
    }

    /** A dry run that would change something is exit code 2. */
    private static void appliesADocument(KarafHost karaf, EngineFolders folders) throws Exception {
        Path document = folders.base().resolve("plugins.yml");
        Files.writeString(
                document,
                "plugins:\n- reference: %s\n  name: volume\n".formatted(volume.familiar()));
        String dryRun = "plugin:apply -f %s --dry-run".formatted(document);
        IOException changes = assertThrows(IOException.class, () -> karaf.run(dryRun));
        String plan = changes.getMessage();
        assertTrue(plan.contains("~ volume:latest: adopt"), plan);
        assertTrue(plan.contains(" ended with 2: "), plan);
        assertFalse(plan.contains("Error"), plan);
        String applied = karaf.run("plugin:apply -f " + document);
        assertTrue(applied.contains("volume:latest is as wanted"), applied);
        String unchanged = karaf.run(dryRun);
        assertTrue(unchanged.contains("Plan: nothing to change"), unchanged);
    }

    /** Uninstalls what was asked for, in an order of its own each time. */
    private static void leavesNothing(KarafHost karaf, EngineTraces traces) throws Exception {
        List<String> features =
                karaf.run("feature:list -r --no-format")
                        .lines()
                        .map(line -> line.split("\\s")[0])
                        .filter(name -> name.startsWith("berth"))
                        .collect(Collectors.toCollection(ArrayList::new));
        long seed = System.nanoTime();
        Collections.shuffle(features, new Random(seed));
        System.out.printf("uninstalled with seed %d: %s%n", seed, features);
        assertFalse(features.isEmpty());
        for (String feature : features) {
            karaf.run("feature:uninstall " + feature);
        }
        assertFalse(karaf.run("bundle:list -s -t 0").contains("dev.berth"));
        String threads = karaf.run("threads --list");
        assertFalse(threads.contains("berth-"), threads);
        assertEquals(Set.of(), traces.find());
    }

    private static Map<String, Map<String, String>> configurations(EngineFolders folders) {
        Map<String, Map<String, String>> berth = new HashMap<>(folders.configurations(false));
        berth.keySet().removeIf(pid -> !pid.startsWith("dev.berth."));
        return berth;
    }
}
