package dev.berth.shared.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolServerTest {
    private static final Duration LONG = TestTimeout.LIMIT;
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir Path folder;
    private final TestProtocol protocol = new TestProtocol();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final List<RawCaller> callers = new ArrayList<>();
    private Path socket;
    private ProtocolServer server;

    @BeforeEach
    void start() throws IOException {
        start(new ProtocolServerLimits(4, 1000, LONG, LONG, LONG));
    }

    private void start(ProtocolServerLimits limits) throws IOException {
        closeAll();
        socket = folder.resolve("t.sock");
        server =
                ProtocolServer.start(
                        "test", protocol.plugin(), UnixListener.bind(socket, ""), limits, log::add);
    }

    @AfterEach
    void stop() throws IOException {
        protocol.go.countDown();
        closeAll();
    }

    private void closeAll() throws IOException {
        if (server != null) {
            server.close();
        }
        for (RawCaller caller : callers) {
            caller.close();
        }
    }

    private RawCaller caller() throws IOException {
        RawCaller caller = new RawCaller(socket);
        callers.add(caller);
        return caller;
    }

    private static String text(String text) {
        return "{\"Text\":\"" + text + "\"}";
    }

    private String nextLog() throws InterruptedException {
        return log.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void namesItsProtocolsInTheHandshake() throws IOException {
        assertEquals(
                "200 {\"Implements\":[\"Test\"]}", caller().call("Plugin.Activate", "").reply());
        assertEquals("unix://" + socket, server.address());
    }

    @Test
    void answersOneCallAfterAnotherOnOneConnection() throws IOException {
        RawCaller caller = caller();
        for (int i = 0; i < 3; i++) {
            assertEquals("200 " + text("n" + i), caller.call("Test.Echo", text("n" + i)).reply());
        }
        caller.call("Test.Echo", text("a")).call("Test.Echo", text("b"));
        assertEquals("200 " + text("a"), caller.reply());
        assertEquals("200 " + text("b"), caller.reply());
    }

    @Test
    void saysWhatItSendsInDockersType() throws IOException {
        String head = caller().call("Test.Echo", "{}").head();
        assertTrue(
                head.contains("\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n"),
                head);
    }

    @Test
    void takesABodyInChunks() throws IOException {
        String head = "POST /Test.Echo?x=y HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "5;ext=1\r\n{\"tex\r\n7\r\nt\":\"c\"}\r\n0\r\nTrailer: x\r\n\r\n";
        RawCaller caller = caller().send(head).send(chunks);
        assertEquals("200 " + text("c"), caller.reply());
        assertEquals("200 " + text("d"), caller.call("Test.Echo", text("d")).reply());
    }

    @Test
    void tellsAClientThatWaitsToGoOn() throws IOException {
        RawCaller caller = caller();
        caller.send(
                "POST /Test.Echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n");
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", caller.head());
        assertEquals("200 " + text("e"), caller.send("{\"Text\":\"e\"}").reply());
    }

    @Test
    void endsAConnectionWhenTheClientSaysSo() throws IOException {
        RawCaller old = caller().send("POST /Test.Echo HTTP/1.0\r\n\r\n");
        assertTrue(old.rest().contains("Connection: close"));
        RawCaller last = caller().send("POST /Test.Echo HTTP/1.1\r\nConnection: Close\r\n\r\n");
        assertTrue(last.rest().endsWith("{\"Text\":\"\"}"));
    }

    @Test
    void refusesWhatIsNotACall() throws IOException {
        assertEquals("405", refused("GET /Test.Echo HTTP/1.1\r\n\r\n"));
        assertEquals("400", refused("nonsense\r\n\r\n"));
        assertEquals("400", refused("\r\n"));
        assertEquals("400", refused(post("Content-Length: x")));
        assertEquals("400", refused(post("Content-Length: 1\r\nContent-Length: 2")));
        assertEquals("400", refused(post("Content-Length: 1\r\nTransfer-Encoding: chunked")));
        assertEquals("400", refused(post(" folded: x")));
        assertEquals("400", refused(post("Transfer-Encoding: chunked") + "zz\r\n"));
        assertEquals("400", refused(post("Transfer-Encoding: chunked") + "1\r\nab\r\n"));
        assertEquals("501", refused(post("Transfer-Encoding: gzip")));
        assertEquals("417", refused(post("Expect: miracles")));
        assertEquals("404", caller().call("Test.None", "").reply().substring(0, 3));
        assertEquals("400", caller().call("Test.Echo", "[1]").reply().substring(0, 3));
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        assertEquals("413", refused(post("Content-Length: 1001")));
        assertEquals("413", refused(post("Content-Length: 99999999999999999")));
        assertEquals("413", refused(post("Transfer-Encoding: chunked") + "ffffffff\r\n"));
        assertEquals(
                "413",
                refused(
                        post("Transfer-Encoding: chunked")
                                + ("1f4\r\n" + "x".repeat(500) + "\r\n").repeat(3)));
        assertEquals("431", refused(post("Long: " + "x".repeat(17000))));
        assertEquals("431", refused(post("A: b\r\n".repeat(4000) + "A: b")));
    }

    private static String post(String fields) {
        return "POST /Test.Echo HTTP/1.1\r\n" + fields + "\r\n\r\n";
    }

    private String refused(String request) throws IOException {
        String reply = caller().send(request).rest();
        assertTrue(reply.contains("{\"Err\":\""), reply);
        return reply.split(" ")[1];
    }

    @Test
    void survivesClientsThatGoInTheMiddle() throws Exception {
        caller().send("POST /Test.Ec").close();
        caller().send("POST /Test.Echo HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc").close();
        caller().close();
        assertTrue(nextLog().startsWith("a connection was lost"));
        assertTrue(nextLog().startsWith("a connection was lost"));
        assertEquals("200 " + text("f"), caller().call("Test.Echo", text("f")).reply());
    }

    @Test
    void closesOnWhoIsTooSlowToSend() throws Exception {
        start(new ProtocolServerLimits(4, 1000, SHORT, LONG, LONG));
        assertEquals("", caller().send("POST /Test.Echo HTTP/1.1\r\n").rest());
        assertEquals(
                "", caller().send("POST /Test.Echo HTTP/1.1\r\nContent-Length: 9\r\n\r\n").rest());
        assertEquals(
                "a client took more than 0 s to send a request: its connection is closed",
                nextLog());
    }

    @Test
    void closesOnWhoDoesNotReadAStream() throws Exception {
        start(new ProtocolServerLimits(4, 1 << 20, LONG, SHORT, LONG));
        RawCaller caller = caller();
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                while (true) {
                                    caller.call("Test.Echo", text("x".repeat(100_000)));
                                }
                            } catch (IOException e) {
                                // Closed on.
                            }
                        });
        assertTrue(nextLog().startsWith("a client took more than 0 s to read a reply"));
        sending.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void givesAnIdleConnectionsPlaceToANewOne() throws Exception {
        List<RawCaller> idle = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            idle.add(caller());
            idle.get(i).call("Test.Echo", "{}").reply();
        }
        assertEquals("200 " + text("g"), caller().call("Test.Echo", text("g")).reply());
        assertEquals("", idle.get(0).rest());
        assertEquals("200 " + text("h"), idle.get(3).call("Test.Echo", text("h")).reply());
    }

    @Test
    void letsANewConnectionWaitForTheEndOfACall() throws Exception {
        List<RawCaller> busy = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            busy.add(caller().call("Test.Wait", text("w" + i)));
            protocol.nextSeen();
        }
        RawCaller waiting = caller().call("Test.Echo", text("i"));
        protocol.go.countDown();
        assertEquals("200 " + text("i"), waiting.reply());
        for (int i = 0; i < 4; i++) {
            assertEquals("200 " + text("w" + i), busy.get(i).reply());
        }
    }

    @Test
    void repliesWithAnErrorWhenAResultCannotBeWritten() throws Exception {
        String reply = caller().call("Test.Odd", "{}").reply();
        assertEquals("500 {\"Err\":\"JSON has no java.lang.Object\"}", reply);
        assertEquals(1, protocol.failures.size());
    }

    @Test
    void letsTheCallsEndThatRunWhenItCloses() throws Exception {
        RawCaller idle = caller();
        idle.call("Test.Echo", "{}").reply();
        RawCaller busy = caller().call("Test.Wait", text("j"));
        assertEquals("j", protocol.nextSeen());
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        assertEquals("", idle.rest());
        assertThrows(IOException.class, () -> new RawCaller(socket));
        assertFalse(closing.isDone());
        protocol.go.countDown();
        assertEquals("200 " + text("j"), busy.reply());
        assertEquals("", busy.rest());
        closing.get(LONG.toSeconds(), TimeUnit.SECONDS);
        server.awaitClosed();
        assertFalse(Files.exists(socket));
        server.close();
    }

    @Test
    void interruptsTheCallsThatDoNotEndInTime() throws Exception {
        start(new ProtocolServerLimits(4, 1000, LONG, LONG, SHORT));
        TestProtocol stuck = new TestProtocol();
        Path other = folder.resolve("u.sock");
        ProtocolServer hung =
                ProtocolServer.start(
                        "hung",
                        stuck.plugin(),
                        UnixListener.bind(other, ""),
                        new ProtocolServerLimits(4, 1000, LONG, LONG, SHORT),
                        log::add);
        try (RawCaller caller = new RawCaller(other).call("Test.Wait", text("k"))) {
            assertEquals("k", stuck.nextSeen());
            hung.close();
            assertEquals("interrupted", stuck.nextSeen());
            assertEquals("", caller.rest());
        }
        assertEquals("1 calls did not end within 0 s: they are interrupted", nextLog());
    }
}
