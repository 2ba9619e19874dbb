package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootFilesystemTest {
    @TempDir Path temp;

    private Path outside;
    private Path root;
    private RootFilesystem folder;

    @BeforeEach
    void makeFolders() throws IOException {
        outside = Files.createDirectory(temp.resolve("outside"));
        root = Files.createDirectory(temp.resolve("root"));
        folder = new RootFilesystem(root);
    }

    @Test
    void takesWhatIsMissingAsWritten() throws IOException {
        assertEquals(root.resolve("a/b"), folder.resolve("/a/./b"));
        assertEquals(root, folder.resolve("/"));
    }

    @Test
    void isNotLeftByDots() throws IOException {
        assertEquals(root.resolve("etc/x"), folder.resolve("/../../etc/x"));
    }

    @Test
    void isNotLeftByAnAbsoluteLink() throws IOException {
        Files.createSymbolicLink(root.resolve("etc"), outside);
        folder.addFile("/etc/hosts");
        assertFalse(Files.exists(outside.resolve("hosts")));
        assertTrue(Files.exists(folder.resolve("/etc/hosts")));
    }

    @Test
    void isNotLeftByARelativeLink() throws IOException {
        Files.createSymbolicLink(root.resolve("etc"), Path.of("../outside"));
        folder.addFile("/etc/hosts");
        assertFalse(Files.exists(outside.resolve("hosts")));
        assertTrue(Files.exists(root.resolve("outside/hosts")));
    }

    @Test
    void isNotLeftByALinkInPlaceOfTheFile() throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Files.createSymbolicLink(root.resolve("etc/hosts"), outside.resolve("hosts"));
        folder.addFile("/etc/hosts");
        assertFalse(Files.exists(outside.resolve("hosts")));
    }

    @Test
    void keepsAFileAndALinkThatAreThere() throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(root.resolve("etc/hosts"), "mine");
        Files.createSymbolicLink(root.resolve("etc/mtab"), Path.of("nowhere"));
        folder.addFile("/etc/hosts");
        folder.addLink("/etc", "mtab", "/proc/mounts");
        assertEquals("mine", Files.readString(root.resolve("etc/hosts")));
        assertEquals(Path.of("nowhere"), Files.readSymbolicLink(root.resolve("etc/mtab")));
    }

    @Test
    void isPreparedByTwoTasksAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 500; i++) {
                RootFilesystem fresh =
                        new RootFilesystem(Files.createDirectory(root.resolve("" + i)));
                CyclicBarrier together = new CyclicBarrier(2);
                Callable<Void> task =
                        () -> {
                            together.await();
                            fresh.addFile("/hosts");
                            fresh.addLink("/", "mtab", "hosts");
                            return null;
                        };
                for (Future<Void> done : threads.invokeAll(List.of(task, task))) {
                    done.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesLinksInACircle() throws IOException {
        Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
        assertThrows(FileSystemException.class, () -> folder.resolve("/a/x"));
    }
}
