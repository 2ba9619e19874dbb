package dev.berth.core.client;

import dev.berth.shared.file.FileType;
import dev.berth.shared.file.MountTable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a plugin's unix socket. connect(2) follows links, and the plugin can put one there,
 * or for a folder on the way, that leads to another socket of the host. Where the folder's mount
 * refuses links ({@code nosymfollow}, Linux 5.10) nothing is to be done. In a mount that follows
 * them a connection counts only if the path is a socket in folders afterwards, and the ctime of
 * each folder, which a plugin cannot set, says that no entry has changed since before it was made.
 */
public final class PluginSocket {
    /** More than the kernel's clock for ctime may lag behind: a tick has 10 ms at most. */
    static final Duration CLOCK_LAG = Duration.ofMillis(20);

    private final Path path;

    /** The folders whose entries are checked, from the socket's own up; none in a safe mount. */
    private final List<Path> checked;

    private final InstantSource clock;

    private PluginSocket(Path path, List<Path> checked, InstantSource clock) {
        this.path = path;
        this.checked = checked;
        this.clock = clock;
    }

    /**
     * Returns the socket of a plugin.
     *
     * @param folder that the plugin has for its sockets
     * @param path in it, or in a folder below it
     */
    public static PluginSocket of(Path folder, Path path) {
        return of(folder, path, InstantSource.system());
    }

    /**
     * @param clock that of the kernel
     */
    static PluginSocket of(Path folder, Path path, InstantSource clock) {
        return new PluginSocket(
                path, followsLinks(folder) ? foldersUpTo(folder, path) : List.of(), clock);
    }

    /** Returns a socket that may be a link: it is whoever made the folder that put it there. */
    public static PluginSocket ofHost(Path path) {
        return new PluginSocket(path, List.of(), InstantSource.system());
    }

    private static List<Path> foldersUpTo(Path top, Path path) {
        List<Path> folders = new ArrayList<>();
        for (Path above = path.getParent(); above.startsWith(top); above = above.getParent()) {
            folders.add(above);
        }
        return List.copyOf(folders);
    }

    private static boolean followsLinks(Path folder) {
        try {
            Path real = folder.toRealPath();
            return MountTable.readBelow(real).followsLinks(real);
        } catch (IOException e) {
            // There is no folder, and nothing to connect to.
            return true;
        }
    }

    /** Connects a channel. */
    void connect(SocketChannel channel) throws IOException {
        Instant begin = clock.instant();
        channel.connect(UnixDomainSocketAddress.of(path));
        if (!checked.isEmpty()) {
            requireUnchangedSince(begin);
        }
    }

    /**
     * The folder above is looked at after the one below: while its entries are the same, it is the
     * same one below.
     */
    private void requireUnchangedSince(Instant begin) throws IOException {
        if (!FileType.isSocket(path)) {
            throw new IOException("it is a link, which may lead to another socket of the host");
        }
        for (Path folder : checked) {
            requireUnchangedSince(begin, folder);
        }
    }

    private static void requireUnchangedSince(Instant begin, Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "its folder is a link, which may lead to another socket of the host");
        }
        FileTime changed =
                (FileTime) Files.getAttribute(folder, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        if (changed.toInstant().isAfter(begin.minus(CLOCK_LAG))) {
            throw new IOException(
                    "its folder has just changed, and on this kernel (before 5.10) the socket may"
                            + " have been another one: call again");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
