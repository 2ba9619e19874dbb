package dev.berth.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of moby's TestPluginInvalidJSON, and their kin, on each route that reads one. */
class JsonBodyTest extends EngineTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    private String refused(String path, String headers, String body) throws IOException {
        RawResponse response = engine.ask("POST", path, headers, body);
        assertEquals(400, response.status(), response.body());
        return response.message();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/plugins/foobar/set", "/plugins/foobar/upgrade", "/plugins/pull", "/auth"})
    void isReadAsInMoby(String path) throws IOException {
        assertEquals(
                "unsupported Content-Type header (text/plain): must be 'application/json'",
                refused(path, "Content-Type: text/plain\r\n", "[]"));
        assertEquals(
                "invalid JSON: invalid character 'i' looking for beginning of object key string,"
                        + " at line 1, column 2",
                refused(path, JSON, "{invalid json"));
        assertEquals(
                "unexpected content after JSON, at line 1, column 4",
                refused(path, JSON, "[] trailing content"));
        int empty = engine.ask("POST", path, JSON, "").status();
        assertTrue(empty == 400 || empty == 404, "the name is wrong, the body is not: " + empty);
        assertEquals(empty, engine.ask("POST", path, "", "").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "  application/json ;x=\"y;z\""
            })
    void isJsonWithWhateverParameters(String type) throws IOException {
        engine.plugins().add("a/x", RICH);
        String header = "Content-Type: " + type + "\r\n";
        assertEquals(204, engine.ask("POST", "/plugins/a/x/set", header, "[]").status());
    }

    @Test
    void isRefusedUnderAnotherName() throws IOException {
        String set = "/plugins/foobar/set";
        assertEquals(
                "malformed Content-Type header (): must be 'application/json'",
                refused(set, "", "[]"));
        assertEquals(
                "malformed Content-Type header (a b): must be 'application/json'",
                refused(set, "Content-Type: a b\r\n", "[]"));
        assertTrue(
                refused(set, "Content-Type: " + "x".repeat(4000) + "/y\r\n", "[]").length() < 200);
        assertTrue(
                refused(set, "Content-Type: application/x-www-form-urlencoded\r\n", "a=b")
                        .startsWith("unsupported Content-Type header"));
    }

    @Test
    void thatBeginsAndHasNothingIsToldApartFromNone() throws IOException {
        try (RawClient client = engine.client()) {
            client.send(
                    "POST /plugins/foobar/set HTTP/1.1\r\nHost: d\r\n"
                            + JSON
                            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            RawResponse response = client.receive();
            assertEquals(400, response.status());
            assertEquals("invalid JSON: got EOF while reading request body", response.message());
        }
    }

    @Test
    void thatGoReadsAndNobodyNeedsIsRefused() throws IOException {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertTrue(
                refused("/plugins/x/set", JSON, deep)
                        .startsWith("invalid JSON: it is nested too deeply"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/plugins/a/x/set             | [\"DEBUG=1\"]",
                "/plugins/pull?remote=a/y     | [{\"Name\":\"network\",\"Value\":[\"host\"]}]",
                "/auth                        | {\"username\":\"u\",\"serveraddress\":\"r.x\"}"
            })
    void tellsEachMistakeInWordsForUsers(String path, String valid) throws Exception {
        engine.plugins().add("a/x", RICH);
        DocumentReaderContract.assertKept(
                valid,
                IOException.class,
                document -> {
                    String headers = JSON + "Content-Length: %d\r\n".formatted(document.length);
                    try (RawClient client = engine.client()) {
                        client.send(
                                "POST %s HTTP/1.1\r\nHost: d\r\n%s\r\n".formatted(path, headers));
                        RawResponse response = client.send(document).receive();
                        assertTrue(response.status() != 500, response.body());
                        if (response.status() == 400) {
                            throw new IOException(response.message());
                        }
                    }
                });
    }
}
