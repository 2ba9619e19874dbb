package dev.berth.discovery.host;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A host's folders for plugins, and what somebody puts there: real sockets and files. */
public final class PluginHost {
    private final Path root;

    public PluginHost(Path root) {
        this.root = root;
    }

    /** Returns three folders like Docker's, none of which exists at first. */
    public List<Path> folders() {
        return List.of(run(), root.resolve("etc/docker/plugins"), root.resolve("usr/lib/plugins"));
    }

    /** Returns where sockets are expected. */
    public Path run() {
        return root.resolve("run/docker/plugins");
    }

    public Path etc() {
        return folders().get(1);
    }

    public Path usr() {
        return folders().get(2);
    }

    /** Binds a socket; the file stays when the socket is closed, as it does for all. */
    public static Path socket(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(file));
        }
        return file;
    }

    /** Writes a file in one step, as careful people do. */
    public static Path file(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), ".", ".new");
        Files.writeString(unfinished, content);
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a folder and all in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
