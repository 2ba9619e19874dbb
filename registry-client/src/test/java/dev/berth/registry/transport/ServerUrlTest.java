package dev.berth.registry.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.HostAndPort;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    private static final String ROLE = "it sends its clients to";

    private static URI resolve(String response, String text) throws ExchangeException {
        return ServerUrl.resolve(URI.create(response), ROLE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h\u0001ost/",
                "https://h/a\u007fb",
                "/a\u001b[2J",
                "/a\tb",
                "/a\r\nX: y"
            })
    void hasNoControlCharacters(String text) {
        ExchangeException failure =
                assertThrows(ExchangeException.class, () -> resolve("https://a.example/b", text));

        assertEquals(Reason.CORRUPT, failure.reason());
        assertTrue(failure.getMessage().contains("control character"), failure.getMessage());
        assertTrue(failure.getMessage().matches("\\P{Cntrl}*"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/v2/x?y=1, http://a.example/up,       https://a.example/up",
        "https://a.example:8443/,    http://a.example:8443/up,  https://a.example:8443/up",
        "https://a.example:8443/,    http://a.example/up,       http://a.example/up",
        "https://a.example/,         http://b.example/up,       http://b.example/up",
        "http://a.example/,          https://a.example/up,      https://a.example/up",
        "http://a.example/,          //b.example:81/up,         http://b.example:81/up"
    })
    void isHttpsWhereAServerBehindAProxyNamesItselfByHttp(
            String response, String text, String expected) throws Exception {
        assertEquals(URI.create(expected), resolve(response, text));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example,         up,      https://a.example/up",
        "https://a.example/v2/b/c,  up,      https://a.example/v2/b/up",
        "https://a.example/v2/b/c,  ../up,   https://a.example/v2/up",
        "https://a.example/v2/b/c?d, ?e={f}, https://a.example/v2/b/c?e=%7Bf%7D",
        "https://a.example/v2/b/c,  /up?,    https://a.example/up?",
        "https://a_b.example/c,     up,      https://a_b.example/up"
    })
    void isRelativeToTheResponse(String response, String text, String expected) throws Exception {
        assertEquals(URI.create(expected), resolve(response, text));
    }

    @Test
    void mayHaveAHostThatJavaDoesNotKnowAsOne() throws Exception {
        URI url = resolve("https://a.example/", "http://my_bucket.s3.example:9000/x");

        assertEquals("my_bucket.s3.example:9000", HostAndPort.of(url).toString());
    }
}
