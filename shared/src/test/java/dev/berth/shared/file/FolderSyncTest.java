package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Tmpfs;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSyncTest {
    @TempDir Path root;

    @Test
    void renamesAFolderFromOneFolderToAnother() throws Exception {
        Path from = Files.createDirectories(root.resolve("tmp/a"));
        Files.writeString(from.resolve("file"), "x");
        Path to = Files.createDirectory(root.resolve("plugins")).resolve("a");
        FolderSync.rename(from, to);
        assertFalse(Files.exists(from));
        assertEquals("x", Files.readString(to.resolve("file")));
    }

    @Test
    void renamesAFileOverTheOneThatIsThere() throws Exception {
        Path from = Files.writeString(root.resolve("a"), "new");
        Path to = Files.writeString(root.resolve("b"), "old");
        FolderSync.rename(from, to);
        assertEquals("new", Files.readString(to));
    }

    @Test
    void neverCopiesFromOneFileSystemToAnother() throws Exception {
        Path from = Files.writeString(root.resolve("a"), "x");
        try (Tmpfs other = Tmpfs.mount(root.resolve("disk"))) {
            assertThrows(
                    AtomicMoveNotSupportedException.class,
                    () -> FolderSync.rename(from, other.folder().resolve("a")));
        }
        assertTrue(Files.exists(from));
    }

    @Test
    void failsWhereNothingIs() {
        assertThrows(NoSuchFileException.class, () -> FolderSync.sync(root.resolve("none")));
        assertThrows(
                IOException.class,
                () -> FolderSync.rename(root.resolve("none"), root.resolve("a")));
    }
}
