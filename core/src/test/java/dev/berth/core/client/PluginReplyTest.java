package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginReplyTest extends PluginConnectionFixture {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    static Stream<String> good() {
        return Stream.of(
                OK + "Content-Length: 8\r\n\r\n{\"n\": 1}",
                OK + "content-length:8\r\n\r\n{\"n\": 1}",
                OK + "Content-Length: 8, 8\r\n\r\n{\"n\": 1}",
                OK + "Content-Length: 8\r\nContent-Length: 8\r\n\r\n{\"n\": 1}",
                "HTTP/1.1 200\r\nContent-Length: 8\r\n\r\n{\"n\": 1}",
                "HTTP/1.1 200 \r\nContent-Length: 8\r\n\r\n{\"n\": 1}",
                "HTTP/1.1 200 OK\nContent-Length: 8\n\n{\"n\": 1}",
                "HTTP/1.0 200 OK\r\n\r\n{\"n\": 1}",
                OK + "Connection: close\r\n\r\n{\"n\": 1}",
                OK + "X: a\r\n b\r\n\tc\r\nContent-Length: 8\r\n\r\n{\"n\": 1}",
                OK + "Content-Type: text/plain\r\nContent-Length: 8\r\n\r\n{\"n\": 1}",
                OK + "Transfer-Encoding: Chunked\r\n\r\n3\r\n{\"n\r\n5;a=b\r\n\": 1}\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n008\r\n{\"n\": 1}\r\n000\r\nT: t\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                        + (OK + "Content-Length: 8\r\n\r\n{\"n\": 1}"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void isTakenInAnyFormThatHttpAllows(String raw) throws IOException {
        answeringOnce(raw);
        assertEquals("{\"n\": 1}", ask());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Err\":\"no disk\"}",
                "{\"Error\":\"no disk\"}",
                "{\"err\":\"no disk\"}",
                "{\"Mountpoint\":\"/x\",\"Err\":\"no disk\"}"
            })
    void isAnErrorWhenItSaysSoThoughItIsA200(String json) throws IOException {
        PluginCallException failure = failure(200, json);
        assertEquals("plugin x:1: VolumeDriver.Get: no disk", failure.getMessage());
        assertEquals(Reason.FAILED, failure.reason());
        assertEquals(OptionalInt.of(200), failure.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Err\":\"\"}", "{\"Err\":null}", "{\"Error\":\"\",\"a\":1}"})
    void isGoodWhenItsErrorIsEmpty(String json) throws IOException {
        server(caller -> answer(caller, 200, json));
        assertEquals(json, ask());
    }

    @Test
    void quotesNothingThatATerminalWouldObey() throws IOException {
        PluginCallException failure = failure(200, "{\"Err\":\"no\\u001b[2J\\u202e\"}");
        assertTrue(failure.getMessage().endsWith("no\\u001b[2J\\u202e"), failure.getMessage());
        failure = failure(500, "no\u001b[2J\u202e");
        assertTrue(failure.getMessage().endsWith("no\\u001b[2J\\u202e"), failure.getMessage());
    }

    @Test
    void isAnErrorWithAnyOtherStatus() throws IOException {
        assertEquals(
                "plugin x:1: VolumeDriver.Get: no disk", failure(500, "no disk\n").getMessage());
        assertEquals(
                "plugin x:1: VolumeDriver.Get: no disk",
                failure(500, "{\"Err\":\"no disk\"}").getMessage());
        assertEquals("plugin x:1: VolumeDriver.Get: status 503", failure(503, "").getMessage());
        assertEquals(Reason.FAILED, failure(201, "{}").reason());
        assertEquals(OptionalInt.of(403), failure(403, "[]").status());
    }

    @Test
    void isAnErrorWithoutABodyAsWell() throws IOException {
        answeringOnce("HTTP/1.1 204 No Content\r\n\r\n");
        PluginCallException failure = assertThrows(PluginCallException.class, this::ask);
        assertEquals(OptionalInt.of(204), failure.status());
        assertEquals(Reason.FAILED, failure.reason());
    }

    @Test
    void tellsThatTheMethodIsNotKnown() throws IOException {
        PluginCallException failure = failure(404, "404 page not found\n");
        assertEquals(Reason.NOT_SUPPORTED, failure.reason());
        assertTrue(failure.getMessage().contains("does not know this method"));
        assertTrue(failure(404, "{\"Err\":\"no volume v\"}").getMessage().contains("no volume v"));
    }

    @Test
    void isMalformedWhenItIsNoJsonObject() throws IOException {
        for (String body : new String[] {"", "[]", "null", "7", "\"x\"", "OK", "{", "<html>"}) {
            PluginCallException failure = failure(200, body);
            assertEquals(Reason.MALFORMED, failure.reason(), body);
            assertTrue(failure.getMessage().contains(body), failure.getMessage());
        }
        assertTrue(failure(200, "").getMessage().endsWith("it answered nothing"));
    }

    @Test
    void isShownInPartWhenItIsLong() throws IOException {
        String message = failure(500, "x".repeat(100_000)).getMessage();
        assertTrue(message.length() < 1100 && message.endsWith("…"), message);
    }

    private PluginCallException failure(int status, String body) throws IOException {
        server(caller -> answer(caller, status, body));
        return assertThrows(PluginCallException.class, this::ask);
    }

    private static void answer(
            dev.berth.core.testing.UnixServer.Caller caller, int status, String body)
            throws IOException {
        caller.nextRequest();
        caller.json(status, body);
    }
}
