package dev.berth.shared.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosableHttpClientTest {

    @Test
    void endsItsThread() throws Exception {
        Set<Thread> before = selectors();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
        ClosableHttpClient client = ClosableHttpClient.build(HttpClient::newHttpClient);
        try {
            URI uri = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
            HttpResponse<Void> answer =
                    client.get()
                            .send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.discarding());
            assertEquals(204, answer.statusCode());
        } finally {
            server.stop(0);
        }
        Set<Thread> its = new HashSet<>(selectors());
        its.removeAll(before);
        assertFalse(its.isEmpty());

        client.close();

        for (Thread thread : its) {
            thread.join();
        }
    }

    @Test
    void doesNotWaitForAServerThatDoesNotAnswer() throws Exception {
        ClosableHttpClient client = ClosableHttpClient.build(HttpClient::newHttpClient);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort()));
            client.get()
                    .sendAsync(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding());
            try (Socket asked = server.accept()) {
                assertTrue(asked.getInputStream().read() > 0);

                client.close();

                assertFalse(Thread.interrupted());
            }
        }
    }

    @Test
    void isBuiltThoughTheCallerIsInterrupted() {
        Thread.currentThread().interrupt();
        try (ClosableHttpClient client = ClosableHttpClient.build(HttpClient::newHttpClient)) {
            assertEquals(HttpClient.Version.HTTP_2, client.get().version());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void throwsWhatItsBuildThrows() {
        UncheckedIOException thrown = new UncheckedIOException(new IOException("no selector"));
        Supplier<HttpClient> builder =
                () -> {
                    throw thrown;
                };
        assertSame(
                thrown,
                assertThrows(UncheckedIOException.class, () -> ClosableHttpClient.build(builder)));
    }

    private static Set<Thread> selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .collect(Collectors.toSet());
    }
}
