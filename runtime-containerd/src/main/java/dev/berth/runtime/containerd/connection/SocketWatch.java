package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.file.FileType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits with inotify until a unix socket is there and accepts connections. The folders between a
 * folder that is there and the socket may appear later; a symbolic link is none of them, since what
 * it means in a plugin it does not mean on the host.
 */
public final class SocketWatch implements AutoCloseable {
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    /** How the waiting ended. */
    public enum Outcome {
        ACCEPTS,
        TIMED_OUT,
        CLOSED
    }

    private final Path socket;

    /** The folders on the way to the socket, from below the first one down. */
    private final List<Path> between;

    private final DirectoryWatcher.Subscription changes;

    private SocketWatch(Path top, Path socket, DirectoryWatcher folders) throws IOException {
        this.socket = socket;
        this.between = between(top, socket);
        this.changes = folders.subscribe(top);
    }

    /** Watches from now on: a socket that appears before {@link #await} is called is not missed. */
    public static SocketWatch of(Path socket, DirectoryWatcher folders) throws IOException {
        return of(socket.getParent(), socket, folders);
    }

    /**
     * Watches for a socket from now on.
     *
     * @param top a folder that is there
     * @param socket in it, or in a folder below it
     */
    public static SocketWatch of(Path top, Path socket, DirectoryWatcher folders)
            throws IOException {
        return new SocketWatch(top, socket, folders);
    }

    private static List<Path> between(Path top, Path socket) {
        List<Path> between = new ArrayList<>();
        for (Path above = socket.getParent(); !above.equals(top); above = above.getParent()) {
            between.add(0, above);
        }
        return List.copyOf(between);
    }

    /** Waits without a limit. */
    public Outcome await() throws IOException, InterruptedException {
        return await(Duration.ofNanos(Long.MAX_VALUE / 2));
    }

    /**
     * Waits until the socket accepts, the time is over, or somebody closes this watch.
     *
     * @throws IOException if a folder on the way cannot be watched
     */
    public Outcome await(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE;
        while (!changes.isClosed()) {
            boolean there = watchBetween();
            if (there && accepts()) {
                return Outcome.ACCEPTS;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Outcome.TIMED_OUT;
            }
            long wait = left;
            if (there && isSocket()) {
                // Bound, but not listening yet: the kernel has no event for that.
                wait = Math.min(left, pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE);
            }
            changes.await(Duration.ofNanos(wait));
        }
        return Outcome.CLOSED;
    }

    /**
     * Waits until nothing has changed in the folder for a while.
     *
     * @param quiet for how long
     * @return whether it came to that within the limit
     */
    public boolean awaitQuiet(Duration quiet, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (changes.await(quiet)) {
            if (changes.isClosed() || System.nanoTime() - deadline > 0) {
                return false;
            }
        }
        return true;
    }

    /** Ends the waiting. */
    @Override
    public void close() {
        changes.close();
    }

    /**
     * Returns whether a socket takes connections now.
     *
     * @param top a folder that is there
     * @param socket in it, or in a folder below it
     */
    public static boolean accepts(Path top, Path socket) {
        return between(top, socket).stream().allMatch(SocketWatch::isFolder) && accepts(socket);
    }

    private static boolean accepts(Path socket) {
        return isSocket(socket) && connects(socket);
    }

    private boolean accepts() {
        return accepts(socket);
    }

    /**
     * Watches the folders that are there by now, each before it is looked into.
     *
     * @return whether all are there
     */
    private boolean watchBetween() throws IOException {
        for (Path folder : between) {
            if (!isFolder(folder)) {
                return false;
            }
            try {
                changes.watch(folder);
            } catch (FileSystemException e) {
                // It is gone again, which is a change in the folder above.
                return false;
            }
        }
        return true;
    }

    private static boolean isFolder(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isSocket() {
        return isSocket(socket);
    }

    /** Returns whether a file is a socket; a symbolic link is none. */
    private static boolean isSocket(Path file) {
        try {
            return FileType.isSocket(file);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns whether a connection can be made. It never blocks, not even when nobody accepts the
     * connections that wait already.
     */
    private static boolean connects(Path file) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            return channel.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            return false;
        }
    }
}
