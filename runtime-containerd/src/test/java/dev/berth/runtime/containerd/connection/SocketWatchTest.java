package dev.berth.runtime.containerd.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.berth.runtime.containerd.connection.SocketWatch.Outcome;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketWatchTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final DirectoryWatcher folders = new DirectoryWatcher();
    private Path folder;
    private Path socket;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "bw");
        socket = folder.resolve("s");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        folders.close();
        FileTree.delete(folder);
    }

    @Test
    void seesASocketThatIsThere() throws Exception {
        try (ServerSocketChannel server = listening();
                SocketWatch watch = SocketWatch.of(socket, folders)) {
            assertEquals(Outcome.ACCEPTS, watch.await(LONG));
            assertEquals(true, server.isOpen());
        }
    }

    @Test
    void seesASocketThatAppears() throws Exception {
        try (SocketWatch watch = SocketWatch.of(socket, folders)) {
            CompletableFuture<Outcome> outcome = awaited(watch, LONG);
            try (ServerSocketChannel server = listening()) {
                assertEquals(Outcome.ACCEPTS, outcome.join());
                assertEquals(true, server.isOpen());
            }
        }
    }

    @Test
    void waitsForASocketThatIsBoundButDoesNotListenYet() throws Exception {
        try (SocketWatch watch = SocketWatch.of(socket, folders)) {
            // An address without a listener, as between bind and listen.
            listening().close();
            CompletableFuture<Outcome> outcome = awaited(watch, LONG);
            assertFalse(outcome.isDone());
            Files.delete(socket);
            try (ServerSocketChannel server = listening()) {
                assertEquals(Outcome.ACCEPTS, outcome.join());
                assertEquals(true, server.isOpen());
            }
        }
    }

    @Test
    void takesNoSymbolicLinkForASocket() throws Exception {
        Path real = folder.resolve("real");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                SocketWatch watch = SocketWatch.of(socket, folders)) {
            server.bind(UnixDomainSocketAddress.of(real));
            Files.createSymbolicLink(socket, real);
            assertEquals(Outcome.TIMED_OUT, watch.await(SHORT));
        } finally {
            Files.delete(real);
        }
    }

    @Test
    void waitsForTheFoldersOfASocketToo() throws Exception {
        socket = folder.resolve("a/b/s");
        try (SocketWatch watch = SocketWatch.of(folder, socket, folders)) {
            CompletableFuture<Outcome> outcome = awaited(watch, LONG);
            assertFalse(SocketWatch.accepts(folder, socket));
            Files.createDirectory(folder.resolve("a"));
            assertFalse(outcome.isDone());
            Files.createDirectory(folder.resolve("a/b"));
            try (ServerSocketChannel server = listening()) {
                assertEquals(Outcome.ACCEPTS, outcome.join());
                assertEquals(true, server.isOpen());
                assertEquals(true, SocketWatch.accepts(folder, socket));
            }
        }
    }

    /** What is watched at last is the folder that is there at last, and no other. */
    @Test
    void waitsInAFolderThatComesAndGoes() throws Exception {
        socket = folder.resolve("a/s");
        try (SocketWatch watch = SocketWatch.of(folder, socket, folders)) {
            CompletableFuture<Outcome> outcome = awaited(watch, LONG);
            for (int i = 0; i < 300; i++) {
                Files.createDirectory(folder.resolve("a"));
                Files.move(folder.resolve("a"), folder.resolve("was" + i));
                if (i % 2 == 0) {
                    Files.delete(folder.resolve("was" + i));
                }
            }
            Files.createDirectory(folder.resolve("a"));
            try (ServerSocketChannel server = listening()) {
                assertEquals(Outcome.ACCEPTS, outcome.join());
                assertEquals(true, server.isOpen());
            }
        }
    }

    @Test
    void takesNoSymbolicLinkForAFolder() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        socket = real.resolve("s");
        Path behind = folder.resolve("a/s");
        try (ServerSocketChannel server = listening();
                SocketWatch watch = SocketWatch.of(folder, behind, folders)) {
            Files.createSymbolicLink(folder.resolve("a"), real);
            assertEquals(Outcome.TIMED_OUT, watch.await(SHORT));
            assertFalse(SocketWatch.accepts(folder, behind));
            assertEquals(true, server.isOpen());
        }
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws Exception {
        try (SocketWatch watch = SocketWatch.of(socket, folders)) {
            assertEquals(Outcome.TIMED_OUT, watch.await(SHORT));
        }
    }

    @Test
    void givesUpOnASocketWhoseQueueIsFull() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket), 1);
            while (SocketWatch.accepts(folder, socket)) {
                // Each try takes a place in the queue, which nobody empties.
            }
            assertTimeoutPreemptively(LONG, () -> assertFalse(SocketWatch.accepts(folder, socket)));
        }
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        SocketWatch watch = SocketWatch.of(socket, folders);
        CompletableFuture<Outcome> outcome = awaited(watch, LONG);
        watch.close();
        assertEquals(Outcome.CLOSED, outcome.join());
    }

    @Test
    void needsTheSocketsFolder() {
        assertThrows(
                NoSuchFileException.class,
                () -> SocketWatch.of(folder.resolve("missing/s"), folders));
    }

    private ServerSocketChannel listening() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return server;
    }

    private static CompletableFuture<Outcome> awaited(SocketWatch watch, Duration limit)
            throws InterruptedException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread waiter =
                new Thread(
                        () -> {
                            begun.countDown();
                            try {
                                outcome.complete(watch.await(limit));
                            } catch (IOException | InterruptedException e) {
                                outcome.completeExceptionally(e);
                            }
                        },
                        "test-waiter");
        waiter.start();
        begun.await();
        return outcome;
    }
}
