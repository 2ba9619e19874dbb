package dev.berth.capability;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFolderTest {
    private static final int TRIES = 3000;

    @TempDir Path top;
    private Path root;
    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(top.resolve("root"));
        Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("f"), "inside");
        outside = Files.createDirectories(top.resolve("outside"));
        Files.writeString(Files.createDirectory(outside.resolve("b")).resolve("f"), "outside");
    }

    @Test
    void opensTheFolder() throws Exception {
        HostFolder folder = HostFolder.of(root, Path.of("a/b"));
        assertEquals(root.resolve("a/b"), folder.path());
        assertEquals("inside", read(folder));
    }

    @Test
    void opensTheRootItself() throws Exception {
        HostFolder folder = HostFolder.of(root.resolve("a/b"), Path.of(""));
        assertEquals(root.resolve("a/b"), folder.path());
        assertEquals("inside", read(folder));
    }

    @Test
    void followsNoLinkBelowTheRoot() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("a/link"), outside.resolve("b"));
        for (String below : new String[] {"link/b", "a/link", "link"}) {
            HostFolder folder = HostFolder.of(root, Path.of(below));
            assertThrows(IOException.class, folder::open, below);
        }
    }

    @Test
    void saysWhatIsNotThere() {
        assertThrows(
                NoSuchFileException.class, () -> HostFolder.of(root, Path.of("a/none")).open());
    }

    @Test
    void isNeverAboveItsRoot() {
        for (String below : new String[] {"..", "a/../../b", "/etc"}) {
            Path path = Path.of(below);
            assertThrows(IllegalArgumentException.class, () -> HostFolder.of(root, path));
        }
        Path relative = Path.of("root");
        assertThrows(IllegalArgumentException.class, () -> HostFolder.of(relative, Path.of("a")));
    }

    @Test
    void isEqualToOneOfTheSamePlace() {
        HostFolder folder = HostFolder.of(root, Path.of("a/b"));
        assertEquals(HostFolder.of(root, Path.of("a/./b")), folder);
        assertEquals(HostFolder.of(root, Path.of("a/b")).hashCode(), folder.hashCode());
        assertNotEquals(HostFolder.of(root.resolve("a"), Path.of("b")), folder);
    }

    /** Swaps a folder and a link to another as fast as it can, as a plugin could. */
    @Test
    void isNotRacedByWhoeverSwapsAFolderForALink() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), outside);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        ExecutorService plugin = Executors.newSingleThreadExecutor();
        try {
            Future<?> swaps = plugin.submit(() -> swap(goesOn));
            HostFolder folder = HostFolder.of(root, Path.of("a/b"));
            for (int i = 0; i < TRIES; i++) {
                assertNotEquals("outside", readIfThere(folder));
            }
            goesOn.set(false);
            swaps.get();
        } finally {
            goesOn.set(false);
            plugin.shutdownNow();
        }
    }

    private Void swap(AtomicBoolean goesOn) throws IOException {
        while (goesOn.get()) {
            move("a", "away");
            move("link", "a");
            move("a", "link");
            move("away", "a");
        }
        return null;
    }

    private void move(String from, String to) throws IOException {
        Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String readIfThere(HostFolder folder) {
        try {
            return read(folder);
        } catch (IOException e) {
            return "refused";
        }
    }

    private static String read(HostFolder folder) throws IOException {
        try (SecureDirectoryStream<Path> opened = folder.open();
                SeekableByteChannel file =
                        opened.newByteChannel(
                                Path.of("f"), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
            return new String(Channels.newInputStream(file).readAllBytes());
        }
    }
}
