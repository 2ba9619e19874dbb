package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches the socket of a containerd that went away, and resets gRPC's connection back-off when it
 * accepts again: by itself the back-off grows up to two minutes.
 */
final class ReconnectWatch implements AutoCloseable {
    private final Path address;
    private final DirectoryWatcher folders;
    private final Runnable whenBack;
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile Thread watcher;
    private volatile boolean closed;

    ReconnectWatch(Path address, DirectoryWatcher folders, Runnable whenBack) {
        this.address = address;
        this.folders = folders;
        this.whenBack = whenBack;
    }

    /**
     * Starts watching, unless that is being done.
     *
     * @return whether it watches: not when this was closed
     */
    boolean start() {
        if (!closed && watching.compareAndSet(false, true)) {
            Thread thread = DaemonThreads.create("berth-containerd-reconnect-1", this::watch);
            watcher = thread;
            thread.start();
        }
        return !closed;
    }

    private void watch() {
        try (SocketWatch watch = SocketWatch.of(address, folders)) {
            watch.await();
            whenBack.run();
        } catch (IOException e) {
            // The socket's folder is gone: gRPC's own back-off finds containerd when it is back.
            return;
        } catch (InterruptedException e) {
            // The connection is being closed.
            return;
        } finally {
            watching.set(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
