package dev.berth.shared.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestTimeout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams. */
class ServedConnectionTest {
    private static final String A = "{\"Text\":\"a\"}";

    @TempDir Path folder;
    private final TestProtocol protocol = new TestProtocol();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private Path socket;
    private ProtocolServer server;

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("t.sock");
        server = start(UnixListener.bind(socket, ""), ProtocolServerLimits.DEFAULT);
    }

    private ProtocolServer start(ServerListener listener, ProtocolServerLimits limits) {
        return ProtocolServer.start("test", protocol.plugin(), listener, limits, log::add);
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

    @Test
    void streamsWhileAFurtherClientWaits() throws Exception {
        Path crowded = folder.resolve("c.sock");
        SlowListener listener = new SlowListener(UnixListener.bind(crowded, ""));
        try (ProtocolServer small = start(listener, limits(2));
                RawCaller idle = new RawCaller(crowded);
                RawCaller reader = new RawCaller(crowded).call("Test.LateStream", "{}")) {
            assertEquals("", protocol.nextSeen());
            try (RawCaller waiting = new RawCaller(crowded)) {
                listener.awaitClosing();
                protocol.go.countDown();
                assertTrue(reader.rest().endsWith("3\r\nend\r\n0\r\n\r\n"));
                listener.go.countDown();
                assertEquals("", idle.rest());
                assertEquals("200 {\"Text\":\"a\"}", waiting.call("Test.Echo", A).reply());
            }
            assertTrue(small.address().endsWith("c.sock"));
        }
    }

    @Test
    void closesAStreamWhoseReaderGoesBeforeTheHead() {
        OutputStream gone =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                };
        stream(gone, Runnable::run);
        assertEquals("closed", protocol.seen.poll());
        assertTrue(protocol.failures.isEmpty());
    }

    @Test
    void closesAStreamThatNothingCanWatch() {
        stream(
                OutputStream.nullOutputStream(),
                task -> {
                    throw new RejectedExecutionException("no thread");
                });
        assertEquals("closed", protocol.seen.poll());
        assertEquals("no thread", protocol.failures.remove().getMessage());
    }

    private void stream(OutputStream out, Executor watchers) {
        byte[] request = "POST /Test.Stream HTTP/1.1\r\nHost: p\r\n\r\n".getBytes(UTF_8);
        Peer peer = new Peer(new ByteArrayInputStream(request), out, () -> log.add("closed"));
        Deadlines deadlines = new Deadlines("test-deadlines");
        try {
            new ServedConnection(peer, context(deadlines, watchers)).run();
        } finally {
            deadlines.close();
        }
    }

    private ConnectionContext context(Deadlines deadlines, Executor watchers) {
        return new ConnectionContext(
                protocol.plugin(),
                ProtocolServerLimits.DEFAULT,
                deadlines,
                watchers,
                () -> false,
                () -> false,
                log::add);
    }

    private static ProtocolServerLimits limits(int connections) {
        ProtocolServerLimits limits = ProtocolServerLimits.DEFAULT;
        return new ProtocolServerLimits(
                connections, limits.bodyBytes(), limits.request(), limits.write(), limits.drain());
    }

    /** Its first client is closed when a test wants it: until then, the server makes room. */
    private static final class SlowListener implements ServerListener {
        private final ServerListener listener;
        private final CountDownLatch closing = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private boolean accepted;

        SlowListener(ServerListener listener) {
            this.listener = listener;
        }

        @Override
        public Peer accept() throws IOException {
            Peer peer = listener.accept();
            boolean first = !accepted;
            accepted = true;
            return first ? new Peer(peer.in(), peer.out(), () -> close(peer)) : peer;
        }

        private void close(Peer peer) throws IOException {
            closing.countDown();
            await(go);
            peer.connection().close();
        }

        void awaitClosing() {
            await(closing);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertTrue(latch.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public String address() {
            return listener.address();
        }

        @Override
        public void close() throws IOException {
            go.countDown();
            listener.close();
        }
    }
}
