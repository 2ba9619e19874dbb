package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.TestEngine;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
    @TempDir Path folder;
    private TestEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new TestEngine();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    @Test
    void isForItsOwnerAndGroupOnly() throws IOException {
        assertEquals(
                "rw-rw----",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(engine.socket())));
    }

    @Test
    void isGivenToAGroup() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
        Path socket = folder.resolve("e.sock");
        engine.listen(socket, "daemon");
        PosixFileAttributes attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        assertEquals("daemon", attributes.group().getName());
        assertEquals("root", attributes.owner().getName());
    }

    @Test
    void isNotMadeForAGroupThatThereIsNot() throws IOException {
        Path socket = folder.resolve("e.sock");
        IOException e =
                assertThrows(IOException.class, () -> engine.listen(socket, "no-such-group"));
        assertTrue(e.getMessage().startsWith("there is no group \"no-such-group\""));
        assertEquals(List.of(), files());
    }

    @Test
    void replacesOneThatWasLeftBehind() throws IOException {
        Path socket = folder.resolve("e.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket, LinkOption.NOFOLLOW_LINKS));
        engine.listen(socket, "");
        try (RawClient client = new RawClient(socket)) {
            assertEquals("OK", client.send("GET /_ping HTTP/1.0\r\n\r\n").receive().body());
        }
    }

    @Test
    void isBoundWhereNobodyElseCanConnect() throws IOException {
        engine.server().bindUnixSocket(folder.resolve("e.sock"), "");
        assertEquals(List.of(folder.resolve(".e.sock~")), files());
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(".e.sock~"))));
    }

    @Test
    void isThereOnlyOnceTheServerIsOpen() throws IOException {
        Path socket = folder.resolve("e.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        engine.server().bindUnixSocket(socket, "");
        assertFalse(Files.exists(socket, LinkOption.NOFOLLOW_LINKS), "the last run's is gone");
        engine.server().open();
        assertTrue(Files.exists(socket));
        assertEquals(List.of(socket), files());
    }

    @Test
    void isRefusedToASecondServerAlsoBeforeTheFirstIsOpen() throws IOException {
        Path socket = folder.resolve("e.sock");
        engine.server().bindUnixSocket(socket, "");
        try (TestEngine other = new TestEngine()) {
            IOException e =
                    assertThrows(
                            IOException.class, () -> other.server().bindUnixSocket(socket, ""));
            assertTrue(e.getMessage().contains("is in use"), e.getMessage());
        }
        engine.server().open();
        try (RawClient client = new RawClient(socket)) {
            assertEquals("OK", client.send("GET /_ping HTTP/1.0\r\n\r\n").receive().body());
        }
    }

    @Test
    void replacesWhatAKilledProcessLeftBeforeItWasOpen() throws IOException {
        Path socket = folder.resolve("e.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path hidden = Files.createDirectory(folder.resolve(".e.sock~"));
            dead.bind(UnixDomainSocketAddress.of(hidden.resolve("s")));
        }
        engine.listen(socket, "");
        assertEquals(List.of(socket), files());
    }

    @Test
    void leavesNothingWhenTheServerIsNeverOpened() throws IOException {
        engine.server().bindUnixSocket(folder.resolve("e.sock"), "");
        engine.close();
        assertEquals(List.of(), files());
    }

    @Test
    void leavesOneThatIsUsed() throws IOException {
        try (TestEngine other = new TestEngine()) {
            IOException e =
                    assertThrows(IOException.class, () -> other.listen(engine.socket(), ""));
            assertTrue(e.getMessage().contains("is in use"), e.getMessage());
        }
        assertEquals("OK", engine.get("/_ping").body());
    }

    @Test
    void leavesWhatIsNoSocket() throws IOException {
        Path file = Files.writeString(folder.resolve("e.sock"), "precious");
        IOException e = assertThrows(IOException.class, () -> engine.listen(file, ""));
        assertTrue(e.getMessage().contains("is no socket"), e.getMessage());
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void leavesADeviceOrFifo() throws Exception {
        Path fifo = folder.resolve("e.sock");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        IOException e = assertThrows(IOException.class, () -> engine.listen(fifo, ""));
        assertTrue(e.getMessage().contains("is no socket"), e.getMessage());
        assertEquals(List.of(fifo), files());
    }

    @Test
    void hasAPathThatTheKernelTakes() throws IOException {
        Path socket = folder.resolve("s".repeat(107));
        IOException e = assertThrows(IOException.class, () -> engine.listen(socket, ""));
        assertTrue(e.getMessage().contains("the kernel takes 107 at most"), e.getMessage());
    }

    /** Bound in a folder of its own, whose name a short one has no room for. */
    @Test
    void leavesNothingWhenItCannotBeBound() throws IOException {
        int length = 107 - folder.toString().length() - "//x".length();
        Path parent = folder.resolve("p".repeat(length));
        assertThrows(IOException.class, () -> engine.listen(parent.resolve("x"), ""));
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void isMadeWithItsFolder() throws IOException {
        Path socket = folder.resolve("a/b/e.sock");
        engine.listen(socket, "");
        assertTrue(Files.exists(socket));
    }

    @Test
    void goesWithTheEngine() throws IOException {
        engine.listen(folder.resolve("e.sock"), "");
        engine.close();
        assertEquals(List.of(), files());
        assertFalse(Files.exists(engine.socket()));
    }

    @Test
    void staysWhenAnotherHasTakenItsPlace() throws IOException {
        Path socket = folder.resolve("e.sock");
        engine.listen(socket, "");
        Files.delete(socket);
        Files.writeString(socket, "another's");
        engine.close();
        assertEquals("another's", Files.readString(socket));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
