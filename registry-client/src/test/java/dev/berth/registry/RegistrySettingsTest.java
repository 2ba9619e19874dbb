package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.testing.Configured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {
    private static final Path HOME = Path.of("/home/ada");

    private static RegistrySettings settings(
            Map<String, Object> values, Map<String, String> environment) {
        return RegistrySettings.of(
                Configured.with(RegistryConfiguration.class, values),
                new HostEnvironment(environment, HOME));
    }

    private static void assertRefused(String words, String name, Object value) {
        IllegalArgumentException error =
                assertThrows(
                        IllegalArgumentException.class, () -> TestClient.with(Map.of(name, value)));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void looksForLoginsWhereTheDockerCommandDoes() {
        Map<String, String> variable = Map.of("DOCKER_CONFIG", "/x");

        assertEquals(Path.of("/home/ada/.docker"), settings(Map.of(), Map.of()).dockerConfig());
        assertEquals(Path.of("/x"), settings(Map.of(), variable).dockerConfig());
        assertEquals(
                Path.of("/y"),
                settings(Map.of("docker.config.folder", "/y"), variable).dockerConfig());
    }

    @Test
    void doesNotMindEmptyTextsInLists() {
        String[] lists = {"", " x.example "};

        RegistrySettings settings = settings(Map.of("insecure.registries", lists), Map.of());

        assertTrue(settings.insecureRegistries().contains(HostAndPort.parse("x.example")));
    }

    @Test
    void refusesWhatIsWrongWithTheReason() {
        assertRefused("\"a b\" is not HOST[:PORT]", "insecure.registries", new String[] {"a b"});
        assertRefused("\"c d\" is not HOST[:PORT]", "token.hosts", new String[] {"c d"});
        assertRefused("mirror \"m\"", "mirrors", new String[] {"m"});
        assertRefused("no-such.crt", "ca.files", new String[] {"/no-such.crt"});
        assertRefused("platform \"linux\"", "platform", "linux");
        assertRefused("proxy is not", "https.proxy", "https://p");
        assertRefused("retry.attempts.max.count is 0", "retry.attempts.max.count", 0);
        assertRefused("stall.timeout.milliseconds is -1", "stall.timeout.milliseconds", -1L);
        assertRefused("layers.max.count is 0", "layers.max.count", 0);
    }

    @Test
    void needsNoValue() {
        assertEquals(List.of(), settings(Map.of(), Map.of()).caFiles());
        TestClient.usual().close();
    }
}
