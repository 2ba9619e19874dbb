package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.file.FileType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits with inotify until a unix socket is there and accepts connections. */
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
    private final DirectoryWatcher.Subscription folder;

    private SocketWatch(Path socket, DirectoryWatcher.Subscription folder) {
        this.socket = socket;
        this.folder = folder;
    }

    /** Watches from now on: a socket that appears before {@link #await} is called is not missed. */
    public static SocketWatch of(Path socket, DirectoryWatcher folders) throws IOException {
        return new SocketWatch(socket, folders.subscribe(socket.getParent()));
    }

    /** Waits without a limit. */
    public Outcome await() throws InterruptedException {
        return await(Duration.ofNanos(Long.MAX_VALUE / 2));
    }

    /** Waits until the socket accepts, the time is over, or somebody closes this watch. */
    public Outcome await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE;
        while (!folder.isClosed()) {
            if (accepts()) {
                return Outcome.ACCEPTS;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Outcome.TIMED_OUT;
            }
            long wait = left;
            if (isSocket()) {
                // Bound, but not listening yet: the kernel has no event for that.
                wait = Math.min(left, pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE);
            }
            folder.await(Duration.ofNanos(wait));
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
        while (folder.await(quiet)) {
            if (folder.isClosed() || System.nanoTime() - deadline > 0) {
                return false;
            }
        }
        return true;
    }

    /** Ends the waiting. */
    @Override
    public void close() {
        folder.close();
    }

    /** Returns whether the socket takes connections now. */
    public static boolean accepts(Path socket) {
        return isSocket(socket) && connects(socket);
    }

    private boolean accepts() {
        return accepts(socket);
    }

    private boolean isSocket() {
        return isSocket(socket);
    }

    /**
     * Returns whether a file is a socket. A symbolic link is none: what it means in the plugin it
     * does not mean on the host.
     */
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
