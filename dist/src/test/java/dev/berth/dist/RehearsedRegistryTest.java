package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RehearsedRegistryTest {
    private RehearsedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = RehearsedRegistry.start();
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void tellsWhoBeginsWithTlsThatItIsPlainHttp() throws IOException {
        assertEquals("HTTP/1.1 400 Bad Request", statusOf("\u0016\u0003\u0001\u0000"));
    }

    @Test
    void hasNothing() throws IOException {
        assertEquals("HTTP/1.1 404 Not Found", statusOf("HEAD /v2/p/blobs/x HTTP/1.1\r\n\r\n"));
        assertEquals("HTTP/1.1 404 Not Found", statusOf("GET /v2/p/manifests/1 HTTP/1.1\r\n\r\n"));
    }

    @Test
    void takesEverything() throws IOException {
        assertEquals("HTTP/1.1 202 Accepted", statusOf("POST /v2/p HTTP/1.1\r\n\r\n"));
        assertEquals(
                "HTTP/1.1 201 Created",
                statusOf("PUT /v2/u HTTP/1.1\r\ncontent-length: 4\r\n\r\nblob"));
    }

    @Test
    void dropsWhatIsNoHttpAndGoesOn() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write("x".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
        }
        hasNothing();
    }

    private String statusOf(String request) throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = client.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII).lines().findFirst().orElse("");
        }
    }

    private Socket connect() throws IOException {
        String[] parts = registry.name().split(":");
        return new Socket(parts[0], Integer.parseInt(parts[1]));
    }
}
