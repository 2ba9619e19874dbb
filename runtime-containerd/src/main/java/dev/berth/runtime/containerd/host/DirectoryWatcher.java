package dev.berth.runtime.containerd.host;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One {@link WatchService}, and so one inotify instance, for all who wait for changes in folders:
 * the kernel gives a user 128 instances by default ({@code fs.inotify.max_user_instances}). It is
 * opened with the first subscription, and kept.
 */
public final class DirectoryWatcher implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

    /** Two paths of one folder have one key. Guarded by this object, as the rest is. */
    private final Map<WatchKey, Set<Subscription>> subscriptions = new HashMap<>();

    private WatchService events;
    private Thread reader;
    private boolean closed;

    /** One who waits for changes in folders: entries made, removed, or changed. */
    public final class Subscription implements AutoCloseable {
        private final Semaphore changes = new Semaphore(0);
        private final Map<Path, WatchKey> keys = new HashMap<>();
        private volatile boolean over;

        private Subscription() {}

        /**
         * Watches a folder besides; a path that is watched already, for the folder that is there
         * now.
         *
         * @throws IOException as of {@link DirectoryWatcher#subscribe}
         */
        public void watch(Path folder) throws IOException {
            add(this, folder);
        }

        /**
         * Waits for a change since the last call.
         *
         * @return whether there was one; true as well once this is closed
         */
        public boolean await(Duration limit) throws InterruptedException {
            boolean changed = changes.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
            changes.drainPermits();
            return changed || over;
        }

        /** Returns whether nothing will come any more. */
        public boolean isClosed() {
            return over;
        }

        private void end() {
            over = true;
            changes.release();
        }

        @Override
        public void close() {
            end();
            unsubscribe(this);
        }
    }

    /**
     * Watches a folder from now on: what changes before the first wait is not missed.
     *
     * @throws IOException if it is not there, or the kernel's limit of instances or watches is
     *     reached; the message says which
     */
    public synchronized Subscription subscribe(Path folder) throws IOException {
        if (closed) {
            throw new IOException("nothing is watched any more");
        }
        if (events == null) {
            events = FileSystems.getDefault().newWatchService();
            reader = DaemonThreads.create("berth-inotify", () -> read(events));
            reader.start();
        }
        Subscription subscription = new Subscription();
        add(subscription, folder);
        return subscription;
    }

    private synchronized void add(Subscription subscription, Path folder) throws IOException {
        if (subscription.over) {
            return;
        }
        // The same kinds each time: a second registration of a folder replaces the first one's.
        WatchKey key = folder.register(events, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        subscriptions.computeIfAbsent(key, k -> new HashSet<>()).add(subscription);
        WatchKey former = subscription.keys.put(folder, key);
        if (former != null && !subscription.keys.containsValue(former)) {
            remove(subscription, former);
        }
    }

    private synchronized void unsubscribe(Subscription gone) {
        gone.keys.values().forEach(key -> remove(gone, key));
        gone.keys.clear();
    }

    private void remove(Subscription gone, WatchKey key) {
        Set<Subscription> left = subscriptions.get(key);
        if (left != null && left.remove(gone) && left.isEmpty()) {
            subscriptions.remove(key);
            key.cancel();
        }
    }

    private void read(WatchService from) {
        try {
            while (true) {
                WatchKey key = from.take();
                key.pollEvents();
                key.reset();
                tell(key);
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // This is closed.
            return;
        }
    }

    private synchronized void tell(WatchKey key) {
        subscriptions.getOrDefault(key, Set.of()).forEach(one -> one.changes.release());
    }

    /** Ends all waiting, and the thread. */
    @Override
    public void close() {
        Thread ending = end();
        if (ending == null) {
            return;
        }
        try {
            ending.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Thread end() {
        closed = true;
        subscriptions.values().forEach(all -> all.forEach(Subscription::end));
        subscriptions.clear();
        if (events != null) {
            closeEvents();
        }
        return reader;
    }

    private void closeEvents() {
        try {
            events.close();
        } catch (IOException e) {
            // Its thread is interrupted instead; the descriptor goes with the process.
            reader.interrupt();
        }
    }
}
