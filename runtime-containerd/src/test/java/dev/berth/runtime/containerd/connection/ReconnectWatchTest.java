package dev.berth.runtime.containerd.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.file.FileTree;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectWatchTest {
    private final DirectoryWatcher folders = new DirectoryWatcher();
    private Path folder;
    private Path socket;
    private ReconnectWatch watch;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "br");
        socket = folder.resolve("run/s");
        Files.createDirectory(socket.getParent());
        watch = new ReconnectWatch(socket, folders);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        watch.close();
        folders.close();
        FileTree.delete(folder);
    }

    @Test
    void tellsOfASocketThatAccepts() throws Exception {
        CompletableFuture<Void> back = watch.back();
        assertSame(back, watch.back());
        assertFalse(back.isDone());
        try (ServerSocketChannel server = listening()) {
            await(back);
            assertTrue(server.isOpen());
        }
    }

    @Test
    void tellsOfOneWhoseFolderIsDeletedAndMadeAnew() throws Exception {
        CompletableFuture<Void> back = watch.back();
        Files.delete(socket.getParent());
        Files.createDirectory(socket.getParent());
        try (ServerSocketChannel server = listening()) {
            await(back);
            assertTrue(server.isOpen());
        }
    }

    @Test
    void tellsOfOneWhoseFoldersAreNotThereYet() throws Exception {
        Path deep = folder.resolve("a/b/s");
        try (ReconnectWatch below = new ReconnectWatch(deep, folders)) {
            CompletableFuture<Void> back = below.back();
            Files.createDirectories(deep.getParent());
            try (ServerSocketChannel server =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(deep));
                await(back);
            }
        }
    }

    @Test
    void tellsOfOneThatIsNamedByASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), socket);
        try (ReconnectWatch linked = new ReconnectWatch(link, folders);
                ServerSocketChannel server = listening()) {
            await(linked.back());
            assertTrue(server.isOpen());
        }
    }

    /** As after a reboot: the link is on the disk, what it refers to below {@code /run}. */
    @Test
    void tellsOfOneThatIsNamedByALinkToNothingYet() throws Exception {
        Path target = folder.resolve("later/real");
        Files.createSymbolicLink(folder.resolve("to"), Path.of("later"));
        Path link = Files.createSymbolicLink(socket, Path.of("../to/real"));
        try (ReconnectWatch linked = new ReconnectWatch(link, folders)) {
            CompletableFuture<Void> back = linked.back();
            assertFalse(back.isDone());
            Files.createDirectory(target.getParent());
            try (ServerSocketChannel server =
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(target));
                await(back);
            }
        }
    }

    /** What accepts and serves nobody is not asked in a loop: 0 + 50 + 100 + 200 ms at least. */
    @Test
    void waitsLongerEachTimeForOneThatIsFoundWanting() throws Exception {
        try (ServerSocketChannel server = listening()) {
            long began = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                await(watch.back());
            }
            assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(350));
            assertTrue(server.isOpen());
        }
    }

    /** As when the kernel's limit of inotify instances is reached. */
    @Test
    void letsOneBeAskedThatCannotBeWatched() throws Exception {
        folders.close();
        await(watch.back());
        await(watch.back());
    }

    @Test
    void failsWhenItIsClosed() throws Exception {
        CompletableFuture<Void> back = watch.back();
        watch.close();
        assertThrows(ExecutionException.class, () -> await(back));
        assertThrows(ExecutionException.class, () -> await(watch.back()));
    }

    private ServerSocketChannel listening() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return server;
    }

    private static void await(CompletableFuture<Void> back) throws Exception {
        back.get(TestTimeout.LIMIT.toSeconds() / 2, TimeUnit.SECONDS);
    }
}
