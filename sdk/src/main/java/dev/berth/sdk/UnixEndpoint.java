package dev.berth.sdk;

import dev.berth.shared.server.ServerListener;
import dev.berth.shared.server.UnixListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** A unix socket. A file that a dead process left is replaced, one in use is not. Immutable. */
public final class UnixEndpoint extends PluginEndpoint {
    private static final String ENDING = ".sock";

    private final Path path;
    private final String group;

    UnixEndpoint(Path path, String group) {
        this.path = path.equals(FOLDER.resolve(path.getFileName())) ? named(path) : path;
        this.group = Objects.requireNonNull(group, "group");
    }

    private static Path named(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(ENDING) ? path : path.resolveSibling(name + ENDING);
    }

    /** Returns the same socket for a group besides its owner, by name or number. */
    public UnixEndpoint withGroup(String group) {
        return new UnixEndpoint(path, group);
    }

    /** Returns the socket's path. */
    public Path path() {
        return path;
    }

    @Override
    ServerListener listen() throws IOException {
        return UnixListener.bind(path, group);
    }

    @Override
    String name() {
        String file = path.getFileName().toString();
        return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    }
}
