package dev.berth.webconsole.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOriginTest {
    private static RequestOrigin origin(String fetchSite, String origin, String host) {
        return new RequestOrigin(
                Optional.ofNullable(fetchSite),
                Optional.ofNullable(origin),
                Optional.ofNullable(host));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, http://host:8181, host:8181",
        // A proxy that changes the host, and a browser that knows what its user sees.
        "same-origin, https://outside, inside:8181",
        ", http://host:8181, host:8181",
        ", HTTP://Host, hOST",
        ", https://[::1]:8443, [::1]:8443",
        // No browser.
        ", , host",
        ", , ",
    })
    void isTheSame(String fetchSite, String origin, String host) {
        assertDoesNotThrow(() -> origin(fetchSite, origin, host).requireSame());
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, http://host, host",
        // Another port or a sibling domain.
        "same-site, http://host, host",
        "none, http://host, host",
        "'', http://host, host",
        ", http://evil.example, host",
        ", http://host:8182, host:8181",
        ", http://host, ",
        ", null, host",
        ", null, ",
        ", null, null",
        ", ://, host",
        ", '', host",
    })
    void isAnother(String fetchSite, String origin, String host) {
        assertThrows(
                ForgedRequestException.class, () -> origin(fetchSite, origin, host).requireSame());
    }
}
