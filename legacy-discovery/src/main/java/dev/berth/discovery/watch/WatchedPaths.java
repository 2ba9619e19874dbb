package dev.berth.discovery.watch;

import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The paths that are followed. An event counts if it is at, above or below one of them. */
final class WatchedPaths {
    private final Set<Path> followed = new HashSet<>();

    /** Returns whether the path is new. */
    boolean add(Path path) {
        return followed.add(path);
    }

    /** Returns whether any of a folder's events counts, or events were lost. */
    boolean anyIn(Path folder, List<WatchEvent<?>> events) {
        return events.stream()
                .anyMatch(
                        event ->
                                event.kind() == OVERFLOW
                                        || event.context() instanceof Path entry
                                                && counts(folder.resolve(entry)));
    }

    private boolean counts(Path path) {
        return followed.stream()
                .anyMatch(target -> target.startsWith(path) || path.startsWith(target));
    }
}
