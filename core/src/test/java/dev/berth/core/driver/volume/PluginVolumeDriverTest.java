package dev.berth.core.driver.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.HostFolder;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.testing.CallLimitsFixture;
import dev.berth.core.testing.UnixServer;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginVolumeDriverTest {
    @TempDir Path folder;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private volatile String answer = "{}";
    private volatile int status = 200;
    private UnixServer server;
    private PluginConnection connection;
    private VolumeDriver driver;

    @BeforeEach
    void start() throws Exception {
        server =
                new UnixServer(
                        folder.resolve("s"),
                        caller -> {
                            while (caller.nextRequest() != null) {
                                caller.json(status, answer);
                            }
                        });
        HostPaths paths = HostPaths.propagated("/data", Path.of("/host/data"));
        connection =
                PluginConnection.unix(
                        PluginIdentity.managed("x:1", "id", paths),
                        PluginSocket.ofHost(folder.resolve("s")),
                        CallLimitsFixture.deadline(Duration.ofSeconds(9)),
                        timer,
                        (plugin, open, why) -> {});
        driver = new PluginVolumeDriver(connection.client(Capability.VOLUME_DRIVER));
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        server.close();
        timer.shutdownNow();
    }

    @Test
    void sendsWhatTheProtocolSays() {
        answer = "{\"Mountpoint\":\"/data/v\",\"Volume\":{\"Name\":\"v\"},\"Err\":\"\"}";
        driver.create("v", Map.of());
        sent("VolumeDriver.Create", "{\"Name\":\"v\",\"Opts\":{}}");
        driver.create("v", Map.of("size", "1<2&\"3\""));
        sent("VolumeDriver.Create", "{\"Name\":\"v\",\"Opts\":{\"size\":\"1<2&\\\"3\\\"\"}}");
        driver.remove("v");
        sent("VolumeDriver.Remove", "{\"Name\":\"v\"}");
        driver.mount("v", "use");
        sent("VolumeDriver.Mount", "{\"Name\":\"v\",\"ID\":\"use\"}");
        driver.unmount("v", "use");
        sent("VolumeDriver.Unmount", "{\"Name\":\"v\",\"ID\":\"use\"}");
        driver.path("v");
        sent("VolumeDriver.Path", "{\"Name\":\"v\"}");
        driver.get("v");
        sent("VolumeDriver.Get", "{\"Name\":\"v\"}");
        driver.list();
        sent("VolumeDriver.List", "");
        driver.capabilities();
        sent("VolumeDriver.Capabilities", "");
    }

    @Test
    void givesThePathInThePluginAndOnTheHost() {
        answer = "{\"Mountpoint\":\"/data/v/w\"}";
        Mountpoint shown =
                Mountpoint.of("/data/v/w")
                        .withFolder(HostFolder.of(Path.of("/host/data"), Path.of("v/w")));
        assertEquals(shown, driver.mount("v", "u"));
        assertEquals(Optional.of(shown), driver.path("v"));
        for (String hidden : List.of("/other", "/data/../etc", "/database/v", "a\\u0000b")) {
            answer = "{\"Mountpoint\":\"" + hidden + "\"}";
            assertEquals(Optional.empty(), driver.mount("v", "u").onHost(), hidden);
        }
        answer = "{\"Mountpoint\":\"/data/./v//w/\"}";
        assertEquals(Optional.of(Path.of("/host/data/v/w")), driver.mount("v", "u").onHost());
    }

    @Test
    void takesAVolumeWithAllThatItTells() {
        answer =
                "{\"Volume\":{\"Name\":\"v\",\"Mountpoint\":\"/data/v\","
                        + "\"CreatedAt\":\"2026-01-02T03:04:05.678+02:00\","
                        + "\"Status\":{\"a\":1,\"b\":[true],\"c\":null}}}";
        Volume volume = driver.get("v");
        assertEquals("v", volume.name());
        assertEquals("/data/v", volume.mountpoint().orElseThrow().inPlugin());
        assertEquals(Optional.of(Instant.parse("2026-01-02T01:04:05.678Z")), volume.createdAt());
        assertEquals(Map.of("a", 1, "b", List.of(true)), volume.status());
        assertThrows(UnsupportedOperationException.class, () -> volume.status().put("d", 1));
    }

    @Test
    void takesNamesInAnyCaseAndFieldsThatItDoesNotKnow() {
        answer = "{\"volumes\":[{\"NAME\":\"v\",\"mountPoint\":\"/data/v\",\"new\":{}}],\"x\":1}";
        Volume volume = driver.list().get(0);
        assertEquals("v", volume.name());
        assertTrue(volume.mountpoint().isPresent());
        answer = "{\"capabilities\":{\"scope\":\"global\"}}";
        assertEquals(Scope.GLOBAL, driver.capabilities().scope());
    }

    @Test
    void takesAVolumeThatTellsAlmostNothing() {
        answer = "{\"Volume\":{\"Name\":\"v\",\"CreatedAt\":\"yesterday\",\"Status\":null}}";
        Volume volume = driver.get("v");
        assertEquals(Optional.empty(), volume.mountpoint());
        assertEquals(Optional.empty(), volume.createdAt());
        assertEquals(Map.of(), volume.status());
        answer = "{\"Volume\":{}}";
        assertEquals("", driver.get("v").name());
        answer = "{\"Volumes\":[null,{\"Name\":\"v\",\"Mountpoint\":\"\"}]}";
        assertEquals(1, driver.list().size());
        for (String none : List.of("{}", "{\"Volumes\":null}", "{\"Volumes\":[]}")) {
            answer = none;
            assertEquals(List.of(), driver.list());
            assertEquals(Optional.empty(), driver.path("v"));
        }
    }

    @Test
    void isLocalUnlessItSaysOtherwise() {
        for (String local :
                List.of(
                        "{}",
                        "{\"Capabilities\":null}",
                        "{\"Capabilities\":{\"Scope\":\"local\"}}",
                        "{\"Capabilities\":{\"Scope\":\"galaxy\"}}",
                        "{\"Err\":\"what?\"}")) {
            answer = local;
            assertEquals(Scope.LOCAL, driver.capabilities().scope(), local);
        }
        status = 404;
        answer = "404 page not found";
        assertEquals(Scope.LOCAL, driver.capabilities().scope());
        connection.close();
        assertThrows(PluginCallException.class, driver::capabilities);
    }

    @Test
    void tellsAnAnswerThatIsNotAsItShouldBe() {
        answer = "{}";
        assertEquals(Reason.MALFORMED, failure(() -> driver.mount("v", "u")).reason());
        assertEquals(Reason.MALFORMED, failure(() -> driver.get("v")).reason());
        answer = "{\"Volumes\":{\"a\":1}}";
        assertEquals(Reason.MALFORMED, failure(driver::list).reason());
        answer = "{\"Volume\":[1]}";
        assertEquals(Reason.MALFORMED, failure(() -> driver.get("v")).reason());
        answer = "{\"Err\":\"no such volume\"}";
        assertEquals(
                "plugin x:1: VolumeDriver.Remove: no such volume",
                failure(() -> driver.remove("v")).getMessage());
    }

    private static PluginCallException failure(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(PluginCallException.class, call);
    }

    private void sent(String method, String json) {
        UnixServer.Request last = server.requests.get(server.requests.size() - 1);
        assertEquals(method, last.method());
        assertEquals(json, last.json());
    }
}
