package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection, and what a request tells of a process that does nothing. */
class LivenessProbeTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final int BACKLOG = 4;

    @TempDir Path folder;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private ServerSocketChannel server;
    private LivenessProbe probe;

    @BeforeEach
    void listen() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, BACKLOG);
        probe = new LivenessProbe(PluginSocket.ofHost(address.getPath()), timer);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        timer.shutdownNow();
    }

    /** Whoever accepts nothing is like a process that a signal has stopped. */
    @Test
    void connectsToAProcessThatHangsUntilItsBacklogIsFull() throws Exception {
        for (int i = 0; i <= BACKLOG; i++) {
            probe.connect(LATE);
        }
        IOException full = assertThrows(IOException.class, () -> probe.connect(SOON));
        assertEquals("no connection within 0.2 s", full.getMessage());
    }

    @Test
    void getsNoAnswerFromAProcessThatHangs() {
        IOException none = assertThrows(IOException.class, () -> probe.request("P.A", SOON));
        assertEquals("no answer to P.A within 0.2 s", none.getMessage());
    }

    @Test
    void takesAnyReactionForLife() throws Exception {
        Thread peer =
                new Thread(
                        () -> {
                            try {
                                server.accept().close();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        peer.start();
        probe.request("P.A", LATE);
        peer.join();
    }

    @Test
    void findsThatNobodyListens() throws Exception {
        server.close();
        assertTrue(
                assertThrows(IOException.class, () -> probe.connect(LATE))
                        .getMessage()
                        .contains("refused"));
    }
}
