package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.error.InvalidPluginException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatePluginTest extends EngineTest {
    private static final int MIB = 1 << 20;

    @Test
    void createsOfAPlainBody() throws IOException {
        AtomicReference<String> tar = new AtomicReference<>();
        engine.plugins().reader =
                in -> tar.set(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        RawResponse response = engine.post("/v1.41/plugins/create?name=a%2Fx", "the archive");
        assertEquals(204, response.status());
        assertEquals("the archive", tar.get());
        assertEquals("a/x:latest", engine.plugins().find("a/x").name().familiar());
    }

    @Test
    void createsOfAChunkedBodyOfAnyType() throws IOException {
        AtomicReference<String> tar = new AtomicReference<>();
        engine.plugins().reader =
                in -> tar.set(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        try (RawClient client = engine.client()) {
            client.send(
                    "POST /plugins/create?name=x HTTP/1.1\r\n"
                            + "Host: d\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + "3\r\n"
                            + "abc\r\n"
                            + "4\r\n"
                            + "defg\r\n"
                            + "0\r\n\r\n");
            assertEquals(204, client.receive().status());
        }
        assertEquals("abcdefg", tar.get());
    }

    @Test
    void asksForABodyThatTheClientHoldsBack() throws IOException {
        try (RawClient client = engine.client()) {
            client.send(
                    "POST /plugins/create?name=x HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 3\r\n\r\n");
            assertEquals(100, client.receiveHead().status());
            assertEquals(204, client.send("abc").receive().status());
        }
    }

    @Test
    void doesNotAskForABodyThatNobodyWants() throws IOException {
        try (RawClient client = engine.client()) {
            client.send(
                    "POST /nothing HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 3\r\n\r\n");
            assertEquals(404, client.receive().status());
            assertEquals("", client.rest());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'','failed to parse reference : invalid reference format'",
        "a/UP,'failed to parse reference a/UP: invalid reference format: repository name (a/UP)"
                + " must be lowercase'",
        "x@sha256:0000000000000000000000000000000000000000000000000000000000000000,"
                + "'canonical references are not permitted: name it without a digest'"
    })
    void refusesBadNames(String name, String message) throws IOException {
        RawResponse response = engine.post("/plugins/create?name=" + name, "tar");
        assertEquals(400, response.status());
        assertEquals(message, response.message());
    }

    @Test
    void refusesAnIdAsName() throws IOException {
        RawResponse response = engine.post("/plugins/create?name=" + "a".repeat(64), "tar");
        assertEquals(400, response.status());
        assertTrue(response.message().contains("cannot specify 64-byte hexadecimal strings"));
    }

    @Test
    void answersBeforeTheEndWhenTheNameIsTaken() throws IOException {
        engine.plugins().add("x", "{}");
        try (RawClient client = engine.client()) {
            client.send(head(32 * MIB));
            RawResponse response = client.receive();
            assertEquals(409, response.status());
            assertTrue(response.message().startsWith("plugin x:latest already exists"));
            byte[] piece = new byte[MIB];
            for (int i = 0; i < 32; i++) {
                client.send(piece);
            }
            client.send("GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n");
            assertEquals("OK", client.receive().body());
        }
    }

    @Test
    void saysWhatIsWrongWithTheArchive() throws IOException {
        engine.plugins().reader =
                in -> {
                    in.read();
                    throw new InvalidPluginException("no rootfs found: EOF");
                };
        RawResponse response = engine.post("/plugins/create?name=x", "tar");
        assertEquals(400, response.status());
        assertEquals("no rootfs found: EOF", response.message());
        assertEquals(List.of(), engine.plugins().list());
    }

    @Test
    void makesTheClientWaitForASlowReader() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        engine.plugins().reader =
                in -> {
                    go.await();
                    assertEquals(64 * MIB, in.transferTo(java.io.OutputStream.nullOutputStream()));
                };
        try (RawClient client = engine.client()) {
            long sent = client.send(head(64 * MIB)).sendUntilFull(new byte[64 * 1024]);
            assertTrue(sent < 4 * MIB, sent + " bytes were taken although nobody reads them");
            go.countDown();
            client.send(new byte[(int) (64 * MIB - sent)]);
            assertEquals(204, client.receive().status());
        }
    }

    @Test
    void endsWithAnErrorForTheReaderWhenTheClientGoes() throws Exception {
        AtomicReference<Exception> seen = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        engine.plugins().reader =
                in -> {
                    reading.countDown();
                    try {
                        in.readAllBytes();
                    } catch (IOException e) {
                        seen.set(e);
                        ended.countDown();
                        throw e;
                    }
                };
        try (RawClient client = engine.client()) {
            client.send(head(MIB)).send(new byte[1000]);
            // Earlier the work would be cancelled before it comes to its reader.
            reading.await();
        }
        ended.await();
        assertThrows(
                IOException.class,
                () -> {
                    throw seen.get();
                });
        assertEquals(List.of(), engine.plugins().list());
    }

    private static String head(int length) {
        return "POST /plugins/create?name=x HTTP/1.1\r\nHost: d\r\nContent-Length: %d\r\n\r\n"
                .formatted(length);
    }
}
