package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.NewProject;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./berth new} makes runs unchanged in an engine. */
class NewProjectsIT {
    private EmbeddedEngine engine;

    @BeforeEach
    void anEngine() throws Exception {
        TestBed.up();
        engine = EmbeddedEngine.start(EngineFolders.fresh(), false);
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
    }

    private Plugin enabled(PluginSource source) {
        PluginManager manager = engine.manager();
        Plugin plugin =
                OperationOutcome.of(
                        manager.create(
                                PluginReference.parse("mine").withDefaultTag(), source.tar()));
        return OperationOutcome.of(manager.enable(plugin.id(), EnableOptions.DEFAULT));
    }

    @Test
    void aLogDriverWritesFiles() throws Exception {
        Plugin plugin = enabled(NewProject.of("log").compile());
        LogDriver logs = new ServiceWaits(engine.context()).await(LogDriver.class, "mine:latest");
        try (LogSink sink = logs.start(LogInfo.of("c1"))) {
            sink.write(
                    LogEntry.of(
                            "stderr",
                            Instant.parse("2026-01-02T03:04:05Z"),
                            "hello".getBytes(StandardCharsets.UTF_8)));
        }
        // Then all is written that it has.
        OperationOutcome.of(engine.manager().disable(plugin.id(), false));
        Path file =
                engine.folders()
                        .root()
                        .resolve(
                                "plugins/%s/rootfs/var/log/containers/c1.log"
                                        .formatted(plugin.id()));
        assertEquals("2026-01-02T03:04:05Z stderr hello\n", Files.readString(file));
    }

    @Test
    void anAuthorizationPluginDecides() throws Exception {
        enabled(NewProject.of("authz").compile());
        AuthzDriver authz =
                new ServiceWaits(engine.context()).await(AuthzDriver.class, "mine:latest");
        assertTrue(authz.authorizeRequest(AuthzRequest.of("GET", "/v1.41/volumes/v")).allowed());
        AuthzRequest removal = AuthzRequest.of("DELETE", "/v1.41/volumes/v");
        assertFalse(authz.authorizeRequest(removal).allowed());
        assertEquals("volumes stay", authz.authorizeRequest(removal).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"volume", "network", "ipam", "authz", "log", "metrics"})
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void eachIsBuiltByMavenAndRuns(String protocol) throws Exception {
        Plugin plugin = enabled(NewProject.of(protocol).build());
        assertEquals(PluginState.ENABLED, plugin.status().state());
    }
}
