package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTypeTest {
    @TempDir Path folder;

    @Test
    void knowsASocketFromAllElse() throws Exception {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(FileType.isSocket(socket));
        Path link = Files.createSymbolicLink(folder.resolve("link"), socket);
        for (Path other : new Path[] {link, folder, Path.of("/dev/null")}) {
            assertFalse(FileType.isSocket(other), other.toString());
        }
        assertThrows(IOException.class, () -> FileType.isSocket(folder.resolve("none")));
    }
}
