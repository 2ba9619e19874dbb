package dev.berth.shared.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixListenerTest {
    @TempDir Path folder;

    @Test
    void isForItsOwnerAndGroup() throws IOException {
        Path socket = folder.resolve("new/p.sock");
        try (UnixListener listener = UnixListener.bind(socket, "")) {
            assertEquals(
                    "rw-rw----",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
            assertEquals("unix://" + socket, listener.address());
        }
        assertFalse(Files.exists(socket));
    }

    @Test
    void isGivenToAGroupByNameOrNumber() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
        for (String group : new String[] {"daemon", "54321"}) {
            Path socket = folder.resolve("p.sock");
            try (UnixListener listener = UnixListener.bind(socket, group)) {
                assertTrue(listener.address().endsWith("/p.sock"));
                assertEquals(group, Files.getAttribute(socket, "posix:group").toString());
            }
        }
    }

    @Test
    void replacesWhatADeadProcessLeft() throws IOException {
        Path socket = folder.resolve("p.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        UnixListener.bind(socket, "").close();
        assertFalse(Files.exists(socket, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void isRefusedWhereSomebodyListens() throws IOException {
        Path socket = folder.resolve("p.sock");
        try (UnixListener first = UnixListener.bind(socket, "")) {
            IOException e = assertThrows(IOException.class, () -> UnixListener.bind(socket, ""));
            assertTrue(e.getMessage().contains("is in use"), e.getMessage());
            assertTrue(Files.exists(socket), first.address());
        }
    }

    @Test
    void leavesNothingWhenItFails() throws IOException {
        Path socket = folder.resolve("p.sock");
        assertThrows(IOException.class, () -> UnixListener.bind(socket, "no-such-group"));
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
