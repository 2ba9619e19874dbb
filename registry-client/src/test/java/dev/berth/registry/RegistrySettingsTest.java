package dev.berth.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.RegistryHost;
import dev.berth.shared.configuration.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {
    private static final Path HOME = Path.of("/home/ada");

    private static RegistrySettings settings(
            Map<String, Object> values, Map<String, String> environment) {
        return RegistrySettings.of(
                RegistryForm.FORM.readSilently(values), new HostEnvironment(environment, HOME));
    }

    private static void assertReplaced(String words, String name, Object value) {
        try (TestClient client = TestClient.with(Map.of(name, value))) {
            assertEquals(1, client.log.lines("error").size(), client.log.lines()::toString);
            String line = client.log.lines("error").get(0);
            assertTrue(line.startsWith("dev.berth.registry: " + name + " is "), line);
            assertTrue(line.contains(words), line);
        }
    }

    private static void assertRefused(String words, String name, Object value) {
        InvalidConfigurationException error =
                assertThrows(
                        InvalidConfigurationException.class,
                        () -> TestClient.with(Map.of(name, value)));
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
    void readsListsOfFilesWithoutTypes() {
        RegistrySettings settings =
                settings(Map.of("mirrors", "r.io=m, r.io=n:5000", "no.proxy", "a,.b"), Map.of());

        assertEquals(
                List.of("m", "n:5000", "r.io"),
                settings.mirrors().hostsOf(RegistryHost.of("r.io")).stream()
                        .map(RegistryHost::domain)
                        .toList());
    }

    @Test
    void replacesWhatIsWrongWithTheReason() {
        assertReplaced("mirror \"m\" is not REGISTRY=HOST[:PORT]", "mirrors", "x=y, m");
        assertReplaced("no-such.crt", "ca.files", new String[] {"/no-such.crt"});
        assertReplaced("must be OS/ARCHITECTURE[/VARIANT]", "platform", "linux");
        assertReplaced("number from 1 to 2147483647", "retry.attempts.max.count", 0);
        assertReplaced("5 holds in its place", "retry.attempts.max.count", "abc");
        assertReplaced("stall.timeout.milliseconds is -1", "stall.timeout.milliseconds", -1L);
        assertReplaced("layers.max.count is 0", "layers.max.count", 0);
    }

    /** Without them, names and logins would go to where they must not go. */
    @Test
    void refusesWhatNoDefaultCanReplace() {
        assertRefused("\"a b\" is not HOST[:PORT]", "insecure.registries", "x,a b");
        assertRefused("\"c d\" is not HOST[:PORT]", "token.hosts", new String[] {"c d"});
        assertRefused("proxy is not", "https.proxy", "https://p");
        assertRefused("proxy is not", "http.proxy", "https://p");
        assertRefused("REGISTRY=/FOLDER", "layouts", "x");
    }

    @Test
    void needsNoValue() {
        assertEquals(List.of(), settings(Map.of(), Map.of()).caFiles());
        TestClient.usual().close();
    }
}
