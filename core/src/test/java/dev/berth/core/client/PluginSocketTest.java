package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's folder on a kernel that has no mounts without links. */
@Timeout(120)
class PluginSocketTest {
    private static final int TRIES = 5000;

    @TempDir Path top;
    private Path folder;
    private Path socket;
    private Path foreign;
    private Server own;
    private Server other;

    @BeforeEach
    void mount() throws Exception {
        folder = Files.createDirectory(top.toRealPath().resolve("p"));
        Programs.run("mount", "--bind", "--make-private", "-o", "nosuid", "" + folder, "" + folder);
        socket = folder.resolve("p.sock");
        foreign = top.resolve("host.sock");
        own = new Server(socket, 'P');
        other = new Server(foreign, 'F');
    }

    @AfterEach
    void unmount() throws Exception {
        own.close();
        other.close();
        Programs.run("umount", "" + folder);
    }

    @Test
    void isConnectedToInAFolderThatHasNotChanged() throws Exception {
        assertEquals('P', reached(later()));
    }

    @Test
    void isNoLinkToAnotherSocket() throws Exception {
        Files.delete(socket);
        Files.createSymbolicLink(socket, foreign);
        assertEquals('F', reached(PluginSocket.ofHost(socket)));
        IOException refusal = assertThrows(IOException.class, () -> reached(later()));
        assertEquals(
                "it is a link, which may lead to another socket of the host", refusal.getMessage());
    }

    @Test
    void isConnectedToInAFolderBelow() throws Exception {
        Path below = Files.createDirectories(folder.resolve("a/b")).resolve("p.sock");
        try (Server server = new Server(below, 'B')) {
            assertEquals('B', reached(later(below)));
            assertTrue(server.channel.isOpen());
        }
    }

    @Test
    void isNotBehindALinkToAFolder() throws Exception {
        Path away = Files.createDirectory(top.resolve("away"));
        Files.createDirectory(folder.resolve("a"));
        for (String link : new String[] {"l", "a/l"}) {
            Files.createSymbolicLink(folder.resolve(link), away);
            Path behind = folder.resolve(link).resolve("p.sock");
            try (Server server = new Server(away.resolve("p.sock"), 'F')) {
                assertEquals('F', reached(PluginSocket.ofHost(behind)));
                IOException refusal = assertThrows(IOException.class, () -> reached(later(behind)));
                assertEquals(
                        "its folder is a link, which may lead to another socket of the host",
                        refusal.getMessage());
                assertTrue(server.channel.isOpen());
            }
            Files.delete(away.resolve("p.sock"));
        }
    }

    @Test
    void isRefusedWhileAFolderAboveItsOwnChanges() throws Exception {
        Path below = Files.createDirectories(folder.resolve("a/b")).resolve("p.sock");
        try (Server server = new Server(below, 'B')) {
            Instant old = ctime(below.getParent()).plusMillis(50);
            while (!ctime(folder).isAfter(old)) {
                Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
            }
            InstantSource then = InstantSource.fixed(ctime(folder).plusMillis(1));
            IOException refusal =
                    assertThrows(
                            IOException.class, () -> reached(PluginSocket.of(folder, below, then)));
            assertTrue(refusal.getMessage().contains("has just changed"), refusal.getMessage());
            assertTrue(server.channel.isOpen());
        }
    }

    private static Instant ctime(Path folder) throws IOException {
        return ((FileTime) Files.getAttribute(folder, "unix:ctime")).toInstant();
    }

    @Test
    void isRefusedWhileItsFolderChanges() throws Exception {
        Files.createFile(folder.resolve("x"));
        assertThrows(IOException.class, () -> reached(PluginSocket.of(folder, socket)));
    }

    /** Setting another time changes the ctime. */
    @Test
    void isNotTrustedForATimeThatThePluginSets() throws Exception {
        Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
        assertThrows(IOException.class, () -> reached(PluginSocket.of(folder, socket)));
    }

    @Test
    void isNeverAnotherOneHoweverFastItIsSwapped() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread attacker = new Thread(() -> swap(over), "berth-attacker");
        attacker.start();
        int unchecked = reachedForeign(PluginSocket.ofHost(socket));
        int checked = reachedForeign(PluginSocket.of(folder, socket));
        over.set(true);
        attacker.join();
        assertTrue(unchecked > 0, "the attack does not work");
        assertEquals(0, checked);
    }

    private int reachedForeign(PluginSocket path) {
        int reached = 0;
        for (int i = 0; i < TRIES; i++) {
            try {
                reached += reached(path) == 'F' ? 1 : 0;
            } catch (IOException e) {
                // It was refused, or there was nothing at this moment.
                continue;
            }
        }
        return reached;
    }

    private void swap(AtomicBoolean over) {
        Path link = folder.resolve("link");
        Path away = folder.resolve("away");
        try {
            Files.createLink(away, socket);
            while (!over.get()) {
                Files.createSymbolicLink(link, foreign);
                Files.move(link, socket, StandardCopyOption.ATOMIC_MOVE);
                Files.createLink(link, away);
                Files.move(link, socket, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int reached(PluginSocket path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            path.connect(channel);
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one);
            return one.get(0);
        }
    }

    /** The same a second later. */
    private PluginSocket later() {
        return later(socket);
    }

    private PluginSocket later(Path path) {
        return PluginSocket.of(
                folder, path, InstantSource.offset(InstantSource.system(), Duration.ofSeconds(1)));
    }

    /** Says who it is to everybody who connects. */
    private static final class Server implements AutoCloseable {
        private final ServerSocketChannel channel;
        private final Thread thread;

        Server(Path path, char name) throws IOException {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(path), 1000);
            thread = new Thread(() -> serve(name), "berth-server-" + name);
            thread.start();
        }

        private void serve(char name) {
            while (channel.isOpen()) {
                try (SocketChannel caller = channel.accept()) {
                    caller.write(ByteBuffer.wrap(new byte[] {(byte) name}));
                } catch (IOException e) {
                    // The caller is gone, or this server is closed.
                    continue;
                }
            }
        }

        /** The kernel lets go of the socket, and of its mount, when nobody accepts any more. */
        @Override
        public void close() throws IOException {
            channel.close();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }
}
