package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.testing.SamplePlugin;
import dev.berth.registry.testing.ScriptedServer;
import dev.berth.registry.testing.Served;
import dev.berth.shared.configuration.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARegistryThatIsAFolderTest {
    @TempDir Path folder;

    private final SamplePlugin plugin = new SamplePlugin(1, 1000);
    private TestClient client;

    @BeforeEach
    void start() {
        client = TestClient.with(Map.of("layouts", new String[] {"docker.io=" + folder}));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void takesPushesAndGivesPulls() throws Exception {
        client.push("vieux/sshfs:1", plugin);

        assertEquals(plugin.manifest().manifest(), client.resolve("vieux/sshfs:1").manifest());
        assertArrayEquals(
                plugin.bytes(plugin.layer(0)), client.fetch("vieux/sshfs", plugin.layer(0)));
        assertTrue(Files.exists(folder.resolve("index.json")));
    }

    @Test
    void hasOnlyWhatItNames() throws Exception {
        client.push("vieux/sshfs:1", plugin);
        Path index = folder.resolve("index.json");
        Files.writeString(index, Files.readString(index).replace("docker.io/vieux/sshfs:1", "1"));

        RegistryException error =
                assertThrows(RegistryException.class, () -> client.resolve("vieux/sshfs:1"));
        assertEquals(Reason.NOT_FOUND, error.reason());
    }

    @Test
    void takesAnyLogin() throws Exception {
        client.registry.login("docker.io", RegistryCredentials.of("ada", "secret"));
    }

    @Test
    void leavesOtherRegistriesToTheNetwork() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            Served.plugin(server, "a/b", "1", plugin);

            client.resolve(server.address() + "/a/b:1");
        }
    }

    @Test
    void isToldByItsPathWhenItIsNotMounted() throws Exception {
        Path gone = folder.resolve("gone");
        try (TestClient other =
                TestClient.with(Map.of("layouts", new String[] {"docker.io=" + gone}))) {
            RegistryException error =
                    assertThrows(RegistryException.class, () -> other.resolve("a/b"));
            assertTrue(error.getMessage().contains(gone + " is not there"), error.getMessage());
        }
    }

    @Test
    void isRefusedWithTheReasonWhenItIsConfiguredWrongly() {
        for (String[] wrong : new String[][] {{"x"}, {"=/a"}, {"x=relative"}, {"x=/a", "x=/b"}}) {
            assertThrows(
                    InvalidConfigurationException.class,
                    () -> TestClient.with(Map.of("layouts", wrong)));
        }
    }
}
