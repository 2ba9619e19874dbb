package dev.berth.discovery.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedPathsTest {
    private final WatchedPaths paths = new WatchedPaths();

    @BeforeEach
    void inPlugins() {
        paths.add(Path.of("/run/docker/plugins"));
    }

    @Test
    void countEventsAtWhatIsFollowedAndBelowIt() {
        assertTrue(paths.anyIn(Path.of("/run/docker"), created("plugins")));
        assertTrue(paths.anyIn(Path.of("/run/docker/plugins"), created("a.sock")));
        assertTrue(paths.anyIn(Path.of("/run/docker/plugins/a"), created("a.sock")));
    }

    @Test
    void countEventsInTheFoldersOnTheWayThere() {
        assertTrue(paths.anyIn(Path.of("/run"), created("docker")));
        assertTrue(paths.anyIn(Path.of("/"), created("run")));
    }

    @Test
    void doNotCountEventsBesideTheWay() {
        assertFalse(paths.anyIn(Path.of("/run"), created("docker.pid")));
        assertFalse(paths.anyIn(Path.of("/run/docker"), created("plugins2")));
        assertFalse(paths.anyIn(Path.of("/"), List.of()));
    }

    /** The kernel drops events when there are too many: then anything may have changed. */
    @Test
    void countAnythingOnceEventsWereLost() {
        assertTrue(paths.anyIn(Path.of("/run"), List.of(new Event<>(lost(), null))));
    }

    private static List<WatchEvent<?>> created(String name) {
        return List.of(new Event<>(StandardWatchEventKinds.ENTRY_CREATE, Path.of(name)));
    }

    private static WatchEvent.Kind<Object> lost() {
        return StandardWatchEventKinds.OVERFLOW;
    }

    /** An event; the kernel cannot be made to lose one on purpose. */
    private record Event<T>(WatchEvent.Kind<T> kind, T context) implements WatchEvent<T> {
        @Override
        public int count() {
            return 1;
        }
    }
}
