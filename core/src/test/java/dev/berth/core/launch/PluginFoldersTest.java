package dev.berth.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.LaunchedTask;
import dev.berth.testing.plugin.ConfigFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFoldersTest {
    @TempDir private Path top;

    private static LaunchedTask task(String id) {
        return LaunchedTask.of(id, "0123456789abcdef", "p", new ConfigFixture());
    }

    private PluginFolders folders() {
        return new PluginFolders(top.resolve("logging"));
    }

    @Test
    void areThereForThoseWhoMayReachThem() throws IOException {
        Path folder = folders().acquire(task("a"));
        assertEquals(
                "rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.getParent())));
    }

    @Test
    void areOneForTwoTasksAndGoWithTheLast() throws IOException {
        PluginFolders folders = folders();
        Path folder = folders.acquire(task("a"));
        Files.createFile(folder.resolve("fifo"));
        assertEquals(folder, folders.acquire(task("a-2")));
        assertTrue(Files.exists(folder.resolve("fifo")));
        assertFalse(folders.release(task("a")));
        assertTrue(Files.exists(folder.resolve("fifo")));
        assertTrue(folders.release(task("a-2")));
        assertFalse(Files.exists(folder));
        assertTrue(folders.release(task("a-2")));
    }

    @Test
    void areEmptyForATaskThatIsStartedAgain() throws IOException {
        PluginFolders folders = folders();
        Path folder = folders.acquire(task("a"));
        Files.createSymbolicLink(folder.resolve("link"), top);
        folders.acquire(task("a"));
        assertFalse(Files.isSymbolicLink(folder.resolve("link")));
        assertTrue(Files.exists(top));
    }

    @Test
    void areFoundAgainByAnotherEngine() throws IOException {
        Path folder = folders().acquire(task("a"));
        Files.createFile(folder.resolve("fifo"));
        Object before = Files.getAttribute(folder, "unix:ino");
        assertEquals(Optional.of(folder), folders().reacquire(task("a")));
        assertEquals(before, Files.getAttribute(folder, "unix:ino"), "a plugin sees the same one");
        assertFalse(Files.exists(folder.resolve("fifo")));
    }

    @Test
    void areNotFoundAgainWhenTheyHaveGoneOrHoldWhatIsNotTheEngines() throws IOException {
        assertEquals(Optional.empty(), folders().reacquire(task("a")));
        Path folder = folders().acquire(task("a"));
        Files.createDirectories(folder.resolve("of/the/plugin"));
        assertEquals(Optional.empty(), folders().reacquire(task("a")));
    }

    @Test
    void areNotMadeWhereOthersCanReplaceThem() throws IOException {
        Files.createDirectory(top.resolve("logging"));
        Files.setPosixFilePermissions(
                top.resolve("logging"), PosixFilePermissions.fromString("rwxrwxrwx"));
        PluginFolders folders = folders();
        assertThrows(PluginStorageException.class, () -> folders.acquire(task("a")));
    }
}
