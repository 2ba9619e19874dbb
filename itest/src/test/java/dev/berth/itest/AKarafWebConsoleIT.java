package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.KarafHost;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;

/** The page of plugins in Karaf's own Web Console, with its login. */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "Karaf 4.4.10 needs a security manager")
class AKarafWebConsoleIT {
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
    void showsPluginsAndChangesThem() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        int port = KarafHost.freePort();
        Path repository = Path.of(System.getProperty("berth.karaf.console"));
        try (KarafHost karaf = KarafHost.start(folders.base(), repository)) {
            karaf.run("kar:install file:" + System.getProperty("berth.kar"));
            karaf.configure(configurations(folders, port));
            karaf.run(
                    "service:wait -t 60000 dev.berth.plugin.PluginManager",
                    "feature:install felix-http webconsole berth-shell berth-webconsole",
                    "plugin:install --disable --grant-all-permissions --alias volume "
                            + volume.familiar());
            isAPageForUsers(URI.create("http://127.0.0.1:" + port));
            assertTrue(karaf.run("plugin:ls").contains("Up "));
            karaf.run("plugin:disable volume", "plugin:rm volume");
            assertFalse(karaf.log().contains("| ERROR |"), karaf.log());
        }
    }

    private static void isAPageForUsers(URI root) throws Exception {
        HttpRequest stranger =
                HttpRequest.newBuilder(root.resolve("/system/console/berth")).build();
        HttpResponse<String> refused =
                HttpClient.newHttpClient().send(stranger, HttpResponse.BodyHandlers.ofString());
        assertEquals(401, refused.statusCode());

        ConsoleClient console = new ConsoleClient(root, "karaf:karaf");
        HttpResponse<String> page = console.get("");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("volume:latest"), page.body());
        assertTrue(page.body().contains("Docker Plugins"), page.body());

        Map<String, String> enable = Map.of("action", "ENABLE", "plugin", "volume:latest");
        HttpRequest.Builder forged = console.form(enable, "").header("Origin", console.origin());
        assertEquals(403, console.send(forged).statusCode());
        assertEquals(303, console.post(enable).statusCode());
        console.awaitText("Up ");
    }

    private static Map<String, Map<String, String>> configurations(
            EngineFolders folders, int port) {
        Map<String, Map<String, String>> all = new HashMap<>(folders.configurations(false));
        all.keySet().retainAll(Set.of("dev.berth.core", "dev.berth.runtime.containerd"));
        all.put(
                "org.apache.felix.http",
                Map.of(
                        "org.apache.felix.http.host",
                        "127.0.0.1",
                        "org.osgi.service.http.port",
                        Integer.toString(port)));
        return all;
    }
}
