package dev.berth.discovery.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A {@code WatchService} for files and folders that may not exist yet, be deleted and come back:
 * all folders on the way to them are watched. One thread at a time uses it, in rounds: what a round
 * does not follow is watched no more at its end.
 */
public final class FolderWatch implements AutoCloseable {
    private final WatchService service;
    private Map<WatchKey, Set<Path>> watched = Map.of();
    private Map<WatchKey, Set<Path>> round = new HashMap<>();
    private WatchedPaths paths = new WatchedPaths();
    private Set<String> problems = new TreeSet<>();
    private Thread waiting;
    private boolean woken;

    /** Opens a watch of nothing. */
    public FolderWatch() throws IOException {
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw new IOException(
                    "folders cannot be watched (%s): is fs.inotify.max_user_instances too low?"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Begins a round. */
    public void begin() {
        round = new HashMap<>();
        paths = new WatchedPaths();
        problems = new TreeSet<>();
    }

    /** Watches a file or folder, whether it is there or not, and where links on the way lead. */
    public void follow(Path path) {
        if (!paths.add(path)) {
            return;
        }
        register(path.getRoot());
        for (int names = 1; names <= path.getNameCount(); names++) {
            Path step = path.getRoot().resolve(path.subpath(0, names));
            if (Files.isSymbolicLink(step)) {
                followLink(step);
            }
            if (!register(step)) {
                return;
            }
        }
    }

    /**
     * Ends a round.
     *
     * @return what could not be watched and why, if anything
     */
    public Set<String> end() {
        watched.keySet().stream().filter(key -> !round.containsKey(key)).forEach(WatchKey::cancel);
        watched = round;
        return problems;
    }

    /** Waits until something changes that was followed in the last round, or {@link #wake}. */
    public void await() throws InterruptedException {
        boolean changed = false;
        while (!changed) {
            WatchKey first = take();
            changed = first == null;
            for (WatchKey key = first; key != null; key = service.poll()) {
                changed |= isRelevant(key);
            }
        }
    }

    /** Ends the wait, the present one or the next, as a change does; any thread may call it. */
    public synchronized void wake() {
        woken = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** Waits for an event; null if it was woken. */
    private WatchKey take() throws InterruptedException {
        if (!beginWait()) {
            return null;
        }
        try {
            return service.take();
        } catch (InterruptedException e) {
            if (!isWoken()) {
                throw e;
            }
            return null;
        } finally {
            endWait();
        }
    }

    private synchronized boolean beginWait() {
        boolean waits = !woken;
        woken = false;
        waiting = waits ? Thread.currentThread() : null;
        return waits;
    }

    private synchronized boolean isWoken() {
        return woken;
    }

    /** Whoever was woken is not interrupted; a wake that came beside an event counts next. */
    private synchronized void endWait() {
        waiting = null;
        if (woken) {
            Thread.interrupted();
        }
    }

    /** Ends waiting, and every use, with a {@link java.nio.file.ClosedWatchServiceException}. */
    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRelevant(WatchKey key) {
        Set<Path> folders = watched.getOrDefault(key, Set.of());
        List<WatchEvent<?>> events = key.pollEvents();
        // A key that is valid no more tells that its folder is gone.
        return !key.reset() && !folders.isEmpty()
                || folders.stream().anyMatch(folder -> paths.anyIn(folder, events));
    }

    private void followLink(Path link) {
        try {
            Path parent = link.getParent();
            follow(parent.resolve(Files.readSymbolicLink(link)).normalize());
        } catch (IOException e) {
            problems.add("%s cannot be followed: %s".formatted(link, e));
        }
    }

    /** Watches a folder; again if it is another one now. Returns whether it is there. */
    private boolean register(Path folder) {
        try {
            WatchKey key = folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            round.computeIfAbsent(key, unseen -> new HashSet<>()).add(folder);
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            problems.add("%s cannot be watched: %s".formatted(folder, e.getMessage()));
            return true;
        }
    }
}
