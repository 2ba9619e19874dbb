package dev.berth.core.testing.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All changes that were made below a folder, in order. Thread-safe. */
public final class DiskTrace {

    /** Comes before each change; what it throws is what the disk says. */
    @FunctionalInterface
    public interface Fault {
        void before(DiskEvent event) throws IOException;
    }

    /** A call of the real file system. */
    @FunctionalInterface
    interface Change<T> {
        T run() throws IOException;
    }

    private final Path root;
    private final List<DiskEvent> events = new ArrayList<>();
    private final DiskImage now;
    private int files;
    private Fault fault = event -> {};

    /** Begins a trace of a folder with what is in it. */
    public DiskTrace(Path root) throws IOException {
        this.root = root;
        this.now = DiskImage.read(root);
        this.files = now.files().size();
    }

    Path root() {
        return root;
    }

    /** Injects faults from now on. */
    public synchronized void inject(Fault other) {
        fault = other;
    }

    /** Returns all changes up to now. */
    public synchronized List<DiskEvent> events() {
        return List.copyOf(events);
    }

    /** Records that everything is synced; the real disk is not. */
    public void syncAll() throws IOException {
        change(new DiskEvent.SyncAll(), () -> null);
    }

    /** Does what changes the real disk; it is recorded when it has come about. */
    synchronized <T> T change(DiskEvent event, Change<T> change) throws IOException {
        fault.before(event);
        T result = change.run();
        events.add(event);
        now.apply(event);
        return result;
    }

    /** Opens a file by a name that it may lose to another thread right afterwards. */
    synchronized TracedChannel open(Path path, Change<FileChannel> opening) throws IOException {
        return new TracedChannel(this, path, opening.run());
    }

    String name(Path path) {
        return root.relativize(path).toString();
    }

    synchronized int newFile() {
        return files++;
    }

    synchronized int file(Path path) {
        return now.file(name(path));
    }
}
