package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketFileTest {
    /** Java takes one byte less than the kernel. */
    private static final int LONGEST = 106;

    @TempDir Path top;

    @ParameterizedTest
    @ValueSource(strings = {"berth.a01 berth.b02", "a b", "a.one a.two", "x.sock y.sock"})
    void beginsBesideAnotherOfASimilarName(String names) throws IOException {
        beginBesideEachOther(top, names.split(" "));
    }

    @Test
    void beginsBesideAnotherAtTheEndOfALongPath() throws IOException {
        String[] names = {"berth.a01", "berth.b02"};
        int length = LONGEST - "/berth.a01".length() - top.toString().length() - 1;
        Path folder = Files.createDirectory(top.resolve("l".repeat(length)));
        assertEquals(LONGEST, folder.resolve(names[0]).toString().length());
        beginBesideEachOther(folder, names);
    }

    @Test
    void saysSoWhenItWasDeletedBeforeItIsPublished() throws IOException {
        SocketFile file = new SocketFile(top.resolve("s"), "");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(file.prepare());
            file.secure();
            Files.delete(((UnixDomainSocketAddress) channel.getLocalAddress()).getPath());
            IOException e = assertThrows(IOException.class, file::publish);
            assertTrue(e.getMessage().contains("was deleted by another process"), e.getMessage());
            file.remove();
        }
        try (Stream<Path> left = Files.list(top)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void isPublishedOnce() throws IOException {
        Path path = top.resolve("s");
        SocketFile file = new SocketFile(path, "");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(file.prepare());
            file.secure();
            file.publish();
            file.publish();
            assertTrue(FileType.isSocket(path));
            file.remove();
        }
    }

    private static void beginBesideEachOther(Path folder, String[] names) throws IOException {
        SocketFile one = new SocketFile(folder.resolve(names[0]), "");
        SocketFile two = new SocketFile(folder.resolve(names[1]), "");
        try (ServerSocketChannel first = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                ServerSocketChannel second =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            first.bind(one.prepare());
            one.secure();
            second.bind(two.prepare());
            two.secure();
            one.publish();
            two.publish();
            for (String name : names) {
                assertTrue(FileType.isSocket(folder.resolve(name)), name);
            }
            one.remove();
            two.remove();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
