package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.host.DirectoryWatcher.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MORE_THAN_THE_KERNEL_GIVES_INSTANCES = 200;

    @TempDir Path folder;

    @Test
    void usesOneInotifyInstanceForAll() throws Exception {
        long before = instances();
        try (DirectoryWatcher watcher = new DirectoryWatcher()) {
            List<Subscription> all = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_THE_KERNEL_GIVES_INSTANCES; i++) {
                all.add(watcher.subscribe(Files.createDirectory(folder.resolve("f" + i))));
            }
            assertEquals(before + 1, instances());
            for (int i = 0; i < all.size(); i++) {
                Files.createFile(folder.resolve("f" + i).resolve("new"));
                assertTrue(all.get(i).await(LONG));
            }
        }
        assertEquals(before, instances());
    }

    @Test
    void tellsAllWhoWatchOneFolderUntilEachIsClosed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (DirectoryWatcher watcher = new DirectoryWatcher();
                Subscription two = watcher.subscribe(link)) {
            Subscription one = watcher.subscribe(folder);
            Files.createFile(folder.resolve("a"));
            assertTrue(one.await(LONG));
            assertTrue(two.await(LONG));
            one.close();
            Files.createFile(folder.resolve("b"));
            assertTrue(two.await(LONG));
            assertTrue(one.isClosed());
            assertFalse(two.isClosed());
        }
    }

    @Test
    void watchesAFolderAgainAfterNobodyDid() throws Exception {
        try (DirectoryWatcher watcher = new DirectoryWatcher()) {
            watcher.subscribe(folder).close();
            try (Subscription again = watcher.subscribe(folder)) {
                Files.createFile(folder.resolve("a"));
                assertTrue(again.await(LONG));
            }
        }
    }

    @Test
    void endsAllWaitingWhenItIsClosed() throws Exception {
        DirectoryWatcher watcher = new DirectoryWatcher();
        Subscription subscription = watcher.subscribe(folder);
        watcher.close();
        assertTrue(subscription.await(LONG));
        assertTrue(subscription.isClosed());
        subscription.close();
        assertThrows(IOException.class, () -> watcher.subscribe(folder));
        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("berth-inotify")));
    }

    @Test
    void passesOverAFolderThatIsNotThere() throws Exception {
        try (DirectoryWatcher watcher = new DirectoryWatcher()) {
            assertThrows(IOException.class, () -> watcher.subscribe(folder.resolve("none")));
        }
    }

    private static long instances() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(DirectoryWatcherTest::isInotify).count();
        }
    }

    private static boolean isInotify(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("inotify");
        } catch (IOException e) {
            // The one that the listing itself had open.
            return false;
        }
    }
}
