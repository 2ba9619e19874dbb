package dev.berth.shared.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams. */
class ServedConnectionTest {
    @TempDir Path folder;
    private final TestProtocol protocol = new TestProtocol();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private Path socket;
    private ProtocolServer server;

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("t.sock");
        server =
                ProtocolServer.start(
                        "test",
                        protocol.plugin(),
                        UnixListener.bind(socket, ""),
                        ProtocolServerLimits.DEFAULT,
                        log::add);
    }

    @AfterEach
    void stop() {
        protocol.go.countDown();
        server.close();
    }

    @Test
    void sendsEachPieceOfAStreamAtOnce() throws IOException {
        try (RawCaller caller = new RawCaller(socket).call("Test.Stream", "{}")) {
            String head = caller.head();
            assertTrue(head.contains("Transfer-Encoding: chunked\r\nConnection: close"), head);
            assertEquals("3\r\none\r\n3\r\ntwo\r\n", caller.read(16));
            protocol.go.countDown();
            assertEquals("3\r\nend\r\n0\r\n\r\n", caller.rest());
        }
    }

    @Test
    void sendsAStreamAsItIsToAnOldClient() throws IOException {
        protocol.go.countDown();
        try (RawCaller caller = new RawCaller(socket).send("POST /Test.Stream HTTP/1.0\r\n\r\n")) {
            assertTrue(caller.rest().endsWith("\r\n\r\nonetwoend"));
        }
    }

    @Test
    void endsAStreamWhenItsReaderHasGone() throws Exception {
        RawCaller caller = new RawCaller(socket).call("Test.Stream", "{}");
        caller.head();
        assertEquals("3\r\none\r\n3\r\ntwo\r\n", caller.read(16));
        caller.close();
        assertEquals("stream interrupted", protocol.nextSeen());
    }

    @Test
    void endsAStreamWhenTheServerCloses() throws Exception {
        try (RawCaller caller = new RawCaller(socket).call("Test.Stream", "{}")) {
            caller.head();
            assertEquals("3\r\none\r\n3\r\ntwo\r\n", caller.read(16));
            server.close();
            assertEquals("stream interrupted", protocol.nextSeen());
            assertEquals("", caller.rest());
        }
    }
}
