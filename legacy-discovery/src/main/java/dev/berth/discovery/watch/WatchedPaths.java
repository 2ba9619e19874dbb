package dev.berth.discovery.watch;

import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is followed, and so which events matter: many others happen in the folders on the way. */
final class WatchedPaths {
    private final Set<Path> followed = new HashSet<>();

    boolean add(Path path) {
        return followed.add(path);
    }

    /** Returns whether any of a folder's events matters. */
    boolean in(Path folder, List<WatchEvent<?>> events) {
        return events.stream()
                .anyMatch(
                        event ->
                                event.kind() == OVERFLOW
                                        || event.context() instanceof Path entry
                                                && matters(folder.resolve(entry)));
    }

    private boolean matters(Path path) {
        return followed.stream()
                .anyMatch(target -> target.startsWith(path) || path.startsWith(target));
    }
}
