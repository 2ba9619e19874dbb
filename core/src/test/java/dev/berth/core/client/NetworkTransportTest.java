package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.berth.capability.Capability;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.CallLimitsFixture;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Legacy plugins over TCP, and over TLS as their {@code TLSConfig} says. */
class NetworkTransportTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    @TempDir static Path keys;
    private static TestAuthority authority;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer server;
    private PluginConnection connection;

    @BeforeAll
    static void makeKeys() throws Exception {
        authority = new TestAuthority(keys);
        authority.issue("server", TestAuthority.EC, "IP:127.0.0.1");
        authority.issue("client", TestAuthority.EC);
        authority.openssl("ec -in client.key -out client.old.key");
        new TestAuthority(keys, "other").issue("stranger", TestAuthority.EC);
        Files.writeString(keys.resolve("empty.pem"), "");
    }

    @AfterEach
    void stop() {
        end.countDown();
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void isCalledAsTheProtocolHasIt() throws Exception {
        plain(this::answer);
        assertEquals("{\"a\":1}", call(change()));
        String type = "application/vnd.docker.plugins.v1.2+json";
        assertEquals(
                "POST /VolumeDriver.Create " + type + " " + type + " {\"Name\":\"v\"}",
                heard.take());
        call(ask());
        assertEquals("POST /VolumeDriver.List " + type + " null ", heard.take());
    }

    @Test
    void failsInAllTheWaysOfACall() throws Exception {
        plain(exchange -> respond(exchange, 500, "{\"Err\":\"no\"}"));
        assertEquals("plugin net: VolumeDriver.List: no", failure(ask()).getMessage());
        server.stop(0);
        PluginCallException gone = failure(ask());
        assertEquals(Reason.UNREACHABLE, gone.reason());
    }

    @Test
    void saysWhyNoHostOfTheNameIsConnectedTo() {
        LegacyEndpoint endpoint =
                LegacyEndpoint.of("net", URI.create("tcp://my_host:1"), Path.of("/net.spec"));
        IOException why =
                assertThrows(IOException.class, () -> new NetworkTransport(endpoint, null));
        assertEquals(
                "its address tcp://my_host:1 has no host that Java's HTTP client connects to",
                why.getMessage());
    }

    @Test
    void isEndedAtTheDeadlineBeforeAndWithinTheAnswer() throws Exception {
        plain(exchange -> hold());
        assertThrows(
                PluginTimeoutException.class,
                () -> call(PluginRequest.ask("M", Duration.ofMillis(200))));
        server.stop(0);
        plain(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    hold();
                });
        assertThrows(
                PluginTimeoutException.class,
                () -> call(PluginRequest.ask("M", Duration.ofMillis(300))));
    }

    @Test
    void isEndedAtOnceWhenItGoes() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        plain(
                exchange -> {
                    asked.countDown();
                    hold();
                });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> call(ask()));
        asked.await();
        connection.close();
        ExecutionException ended =
                assertThrows(ExecutionException.class, () -> call.get(5, TimeUnit.SECONDS));
        assertEquals(Reason.BROKEN, ((PluginCallException) ended.getCause()).reason());
        assertEquals(Reason.UNREACHABLE, failure(ask()).reason());
    }

    @Test
    void isEndedByTheInterruptOfItsCaller() throws Exception {
        Thread caller = Thread.currentThread();
        plain(
                exchange -> {
                    caller.interrupt();
                    hold();
                });
        PluginCallException failure = failure(ask());
        assertTrue(Thread.interrupted(), "the interrupt is not lost");
        assertTrue(failure.getMessage().endsWith("the caller was interrupted"));
    }

    @Test
    void streamsUntilItGoes() throws Exception {
        plain(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("one".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    hold();
                });
        InputStream in =
                connection.client(Capability.LOG_DRIVER).stream(
                        PluginRequest.ask("LogDriver.ReadLogs", SOON));
        assertEquals("one", new String(in.readNBytes(3), StandardCharsets.UTF_8));
        connection.close();
        assertThrows(IOException.class, in::read);
    }

    @Test
    void isTrustedByItsAuthority() throws Exception {
        secure(false);
        to("tcp", tls("ca.crt", null, null, false));
        assertEquals("{\"a\":1}", call(ask()));
    }

    @Test
    void isRefusedWhenNobodyVouchesForIt() throws Exception {
        secure(false);
        to("tcp", tls("other.crt", null, null, false));
        assertEquals(Reason.UNREACHABLE, failure(ask()).reason());
        to("tcp", tls(null, null, null, false));
        assertEquals(Reason.UNREACHABLE, failure(ask()).reason());
        to("https", Optional.empty());
        assertEquals(Reason.UNREACHABLE, failure(ask()).reason());
        assertNull(heard.poll(), "nothing was sent");
    }

    @Test
    void isRefusedUnderAnotherNameThanItsOwn() throws Exception {
        secure(false);
        URI address = URI.create("https://localhost:" + server.getAddress().getPort());
        LegacyEndpoint other =
                LegacyEndpoint.of("net", address, keys)
                        .withTls(tls("ca.crt", null, null, false).orElseThrow());
        connection =
                PluginConnection.legacy(
                        PluginIdentity.legacy("net"),
                        other,
                        CallLimitsFixture.deadline(SOON),
                        timer,
                        (plugin, open, why) -> {});
        assertEquals(Reason.UNREACHABLE, failure(ask()).reason());
    }

    @Test
    void isTakenUnseenOnlyWhenToldTo() throws Exception {
        secure(false);
        to("tcp", tls(null, null, null, true));
        assertEquals("{\"a\":1}", call(ask()));
    }

    @Test
    void isShownWhoCalls() throws Exception {
        secure(true);
        to("https", tls("ca.crt", "client.crt", "client.key", false));
        assertEquals("{\"a\":1}", call(ask()));
        to("https", tls("ca.crt", "client.crt", "client.old.key", false));
        assertEquals("{\"a\":1}", call(ask()));
        to("https", tls("ca.crt", "stranger.crt", "stranger.key", false));
        failure(ask());
        to("https", tls("ca.crt", null, null, false));
        failure(ask());
    }

    @Test
    void tellsWhatIsWrongWithItsFiles() throws Exception {
        secure(false);
        for (Optional<LegacyEndpoint.Tls> wrong :
                List.of(
                        tls("nothere.pem", null, null, false),
                        tls("empty.pem", null, null, false),
                        tls("ca.crt", "client.crt", "nothere.key", false),
                        tls("ca.crt", "client.crt", "client.crt", false))) {
            to("https", wrong);
            PluginCallException failure = failure(ask());
            assertEquals(Reason.UNREACHABLE, failure.reason());
            assertTrue(failure.getMessage().contains("TLSConfig"), failure.getMessage());
        }
    }

    /** What a server does with a request. */
    @FunctionalInterface
    private interface HandlerBinder {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void plain(HandlerBinder handling) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        start(handling);
        to("tcp", Optional.empty());
    }

    private void start(HandlerBinder handling) {
        server.createContext(
                "/",
                exchange -> {
                    handling.handle(exchange);
                    exchange.close();
                });
        server.setExecutor(threads);
        server.start();
    }

    private void secure(boolean clientCertificate) throws Exception {
        SSLContext context = authority.trusting(authority, "server");
        HttpsServer https = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        https.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wish = getSSLContext().getDefaultSSLParameters();
                        wish.setNeedClientAuth(clientCertificate);
                        parameters.setSSLParameters(wish);
                    }
                });
        server = https;
        start(this::answer);
    }

    private void to(String scheme, Optional<LegacyEndpoint.Tls> tls) {
        if (connection != null) {
            connection.close();
        }
        URI address = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
        LegacyEndpoint plain = LegacyEndpoint.of("net", address, keys);
        LegacyEndpoint endpoint = tls.map(plain::withTls).orElse(plain);
        connection =
                PluginConnection.legacy(
                        PluginIdentity.legacy("net"),
                        endpoint,
                        CallLimitsFixture.deadline(SOON),
                        timer,
                        (plugin, open, why) -> {});
    }

    private void answer(HttpExchange exchange) throws IOException {
        heard.add(
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Accept")
                        + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type")
                        + " "
                        + new String(exchange.getRequestBody().readAllBytes()));
        respond(exchange, 200, "{\"a\":1}");
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        exchange.sendResponseHeaders(status, json.length());
        exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
    }

    private void hold() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String call(PluginRequest request) {
        return new String(
                connection.client(Capability.VOLUME_DRIVER).call(request), StandardCharsets.UTF_8);
    }

    private PluginCallException failure(PluginRequest request) {
        return assertThrows(PluginCallException.class, () -> call(request));
    }

    private static PluginRequest ask() {
        return PluginRequest.ask("VolumeDriver.List", SOON);
    }

    private static PluginRequest change() {
        byte[] body = "{\"Name\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        return PluginRequest.change("VolumeDriver.Create", body, SOON);
    }

    private static Optional<LegacyEndpoint.Tls> tls(
            String ca, String cert, String key, boolean skip) {
        LegacyEndpoint.Tls tls = LegacyEndpoint.Tls.of().withInsecureSkipVerify(skip);
        tls = ca == null ? tls : tls.withCaFile(keys.resolve(ca));
        tls = cert == null ? tls : tls.withCertFile(keys.resolve(cert));
        return Optional.of(key == null ? tls : tls.withKeyFile(keys.resolve(key)));
    }
}
