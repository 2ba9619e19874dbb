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

/**
 * The path of a plugin's unix socket. connect(2) follows links, and the plugin can put one there
 * that leads to another socket of the host. Where the folder's mount refuses links ({@code
 * nosymfollow}, Linux 5.10) nothing is to be done. In a mount that follows them a connection counts
 * only if the path is a socket afterwards, and the folder's ctime, which a plugin cannot set, says
 * that no entry has changed since before it was made.
 */
final class PluginSocket {
    /** More than the kernel's clock for ctime may lag behind: a tick has 10 ms at most. */
    static final Duration CLOCK_LAG = Duration.ofMillis(20);

    private final Path path;
    private final boolean checked;
    private final InstantSource clock;

    private PluginSocket(Path path, boolean checked, InstantSource clock) {
        this.path = path;
        this.checked = checked;
        this.clock = clock;
    }

    /** Returns the socket of a plugin in a folder of its own. */
    static PluginSocket of(Path path) {
        return of(path, InstantSource.system());
    }

    /**
     * @param clock that of the kernel
     */
    static PluginSocket of(Path path, InstantSource clock) {
        return new PluginSocket(path, followsLinks(path.toAbsolutePath().getParent()), clock);
    }

    /** Returns a socket that may be a link: it is whoever made the folder that put it there. */
    static PluginSocket ofHost(Path path) {
        return new PluginSocket(path, false, InstantSource.system());
    }

    private static boolean followsLinks(Path folder) {
        try {
            return MountTable.read().followsLinks(folder.toRealPath());
        } catch (IOException e) {
            // There is no folder, and nothing to connect to.
            return true;
        }
    }

    /** Connects a channel. */
    void connect(SocketChannel channel) throws IOException {
        Instant begin = clock.instant();
        channel.connect(UnixDomainSocketAddress.of(path));
        if (checked) {
            requireUnchangedSince(begin);
        }
    }

    private void requireUnchangedSince(Instant begin) throws IOException {
        if (!FileType.isSocket(path)) {
            throw new IOException("it is a link, which may lead to another socket of the host");
        }
        FileTime changed =
                (FileTime)
                        Files.getAttribute(
                                path.getParent(), "unix:ctime", LinkOption.NOFOLLOW_LINKS);
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
