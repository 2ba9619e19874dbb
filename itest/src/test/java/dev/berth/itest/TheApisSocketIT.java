package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The API's socket answers when the wanted plugins are up, or the bounded wait for them is over. A
 * plugin that is not up waits until the test lets it go.
 */
class TheApisSocketIT {
    private static final String STATUS = "{{.Enabled}} {{.Status.State}}";
    private static final Pattern WAITS = Pattern.compile("volume plugin: waits");
    private static final Pattern ANSWERED = Pattern.compile("volume plugin: the engine answers");
    private static final Pattern LISTENS = Pattern.compile("listening on");

    private EngineFolders folders;
    private Path socket;

    @BeforeAll
    static void containerd() {
        TestBed.up();
    }

    /** Leaves a root with an enabled plugin that sees the folder of the engine's socket. */
    @BeforeEach
    void aPluginIsWanted() throws Exception {
        folders = EngineFolders.fresh();
        socket = folders.base().resolve("berth.sock");
        Files.createDirectories(folders.base());
        Files.createFile(folders.base().resolve("go"));
        try (EmbeddedEngine engine = EmbeddedEngine.start(folders, false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            PluginReference waiting =
                    registry.published(
                            "berth/waiting-" + folders.base().getFileName(), waitingPlugin());
            registry.installed(waiting, "waiting");
            OperationOutcome.of(engine.manager().set("waiting", List.of("MISBEHAVIOUR=waiting")));
            OperationOutcome.of(engine.manager().enable("waiting", EnableOptions.DEFAULT));
        }
        Files.delete(folders.base().resolve("go"));
    }

    @Test
    void isThereWhenAWantedPluginIsUp() throws Exception {
        try (ServerProcess engine = new Distribution(folders).start()) {
            engine.awaitLine(WAITS);
            assertTrue(Files.notExists(socket));
            assertNotEquals(0, docker("plugin", "ls").exit());
            letGo();
            engine.awaitReady();
            assertEquals("true enabled\n", status());
        }
    }

    @Test
    void isNotHeldUpLongerThanTheBoundByAPluginThatAsksItAsItStarts() throws Exception {
        Files.createFile(folders.base().resolve("ask"));
        Path configurations = Files.createDirectories(folders.base().resolve("etc"));
        Files.writeString(
                configurations.resolve("dev.berth.engine.cfg"), "ready.timeout.seconds=3\n");
        try (ServerProcess engine =
                new Distribution(folders).start("--config-dir", configurations.toString())) {
            engine.awaitReady();
            assertTrue(
                    engine.output().contains("the engine API answers from now on, after 3 s"),
                    engine.output());
            engine.awaitLine(ANSWERED);
            assertEquals("true enabling\n", status());
            letGo();
            engine.awaitLine(LISTENS);
        }
    }

    @Test
    void isThereWhenAWantedPluginThatDiedWithTheEngineIsUpAgain() throws Exception {
        letGo();
        ServerProcess killed = new Distribution(folders).start();
        killed.awaitReady();
        String id = docker("plugin", "inspect", "-f", "{{.Id}}", "waiting").output().strip();
        killed.killAll();
        ProcessHandle process = RunningTasks.of(id).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        Files.delete(folders.base().resolve("go"));
        try (ServerProcess engine = new Distribution(folders).start()) {
            engine.awaitLine(WAITS);
            assertNotEquals(0, docker("plugin", "ls").exit());
            letGo();
            engine.awaitReady();
            assertEquals("true enabled\n", status());
        }
    }

    private void letGo() throws Exception {
        Files.createFile(folders.base().resolve("go"));
    }

    private String status() throws Exception {
        return docker("plugin", "inspect", "-f", STATUS, "waiting").output();
    }

    private Outcome docker(String... command) throws Exception {
        return new Docker(Docker.clients().get(0), socket, folders.base()).run(command);
    }

    private PluginSource waitingPlugin() {
        return PluginSource.misbehaving()
                .with(
                        config ->
                                config.putArray("mounts")
                                        .addObject()
                                        .put("name", "engine")
                                        .put("source", folders.base().toString())
                                        .put("destination", "/run/engine")
                                        .put("type", "bind")
                                        .putArray("options")
                                        .add("bind")
                                        .add("ro"));
    }
}
