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

class AConfigurationTest {
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
                Path.of("/y"), settings(Map.of("dockerConfig", "/y"), variable).dockerConfig());
    }

    @Test
    void doesNotMindEmptyTextsInLists() {
        String[] lists = {"", " x.example "};

        RegistrySettings settings = settings(Map.of("insecureRegistries", lists), Map.of());

        assertTrue(settings.plainHttp().allowedFor(HostAndPort.parse("x.example")));
    }

    @Test
    void isRefusedWithTheReasonWhenSomethingIsWrong() {
        assertRefused("\"a b\" is not HOST[:PORT]", "insecureRegistries", new String[] {"a b"});
        assertRefused("mirror \"m\"", "mirrors", new String[] {"m"});
        assertRefused("no-such.crt", "caFiles", new String[] {"/no-such.crt"});
        assertRefused("platform \"linux\"", "platform", "linux");
        assertRefused("proxy is not", "httpsProxy", "https://p");
        assertRefused("tries is 0", "tries", 0);
        assertRefused("stallTimeout is -1", "stallTimeout", -1L);
        assertRefused("layers is 0", "layers", 0);
    }

    @Test
    void hasNoNeedOfAnyValue() {
        assertEquals(List.of(), settings(Map.of(), Map.of()).caFiles());
        TestClient.usual().close();
    }
}
