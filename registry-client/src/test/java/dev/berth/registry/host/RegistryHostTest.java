package dev.berth.registry.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryHostTest {
    @ParameterizedTest
    @CsvSource({
        "docker.io, registry-1.docker.io, https://index.docker.io/v1/",
        "x.example:5000, x.example:5000, x.example:5000"
    })
    void isAskedAndLoggedInToUnderItsNames(String domain, String authority, String login) {
        RegistryHost registry = RegistryHost.of(domain);
        assertEquals(authority, registry.authority().toString());
        assertEquals(login, registry.loginKey());
    }
}
