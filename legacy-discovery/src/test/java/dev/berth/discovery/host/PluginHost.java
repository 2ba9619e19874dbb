package dev.berth.discovery.host;

import dev.berth.shared.file.AtomicFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plugin folders like a host's, and what somebody puts there: real sockets and files. */
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
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
