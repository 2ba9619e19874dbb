package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir Path parent;

    @Test
    void isGoneWithAllInItWhenItIsClosed() throws Exception {
        Path below = parent.resolve("not/there/yet");
        try (ScratchFolder folder = ScratchFolder.below(below)) {
            Files.writeString(Files.createDirectory(folder.path().resolve("a")).resolve("b"), "");
        }
        assertEquals(0, below.toFile().list().length);
    }

    @Test
    void isSweptByTheNextProcessWhenItsOwnWasKilled() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Path left = Files.createDirectory(parent.resolve("berth-felix-" + killed.pid()));
        Files.writeString(left.resolve("bundle"), "");
        try (ScratchFolder folder = ScratchFolder.below(parent)) {
            assertFalse(Files.exists(left));
            assertTrue(Files.isDirectory(folder.path()));
        }
    }

    @Test
    void ofAProcessThatRunsIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path its = Files.createDirectory(parent.resolve("berth-felix-" + other.pid()));
            Path another = Files.createDirectory(parent.resolve("berth-felix-of-somebody"));
            ScratchFolder.below(parent).close();
            assertTrue(Files.exists(its));
            assertTrue(Files.exists(another));
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void isFreshWhenAnEarlierProcessHadTheSameNumber() throws Exception {
        Path same = parent.resolve("berth-felix-" + ProcessHandle.current().pid());
        Files.writeString(Files.createDirectory(same).resolve("old"), "");
        try (ScratchFolder folder = ScratchFolder.below(parent)) {
            assertEquals(same, folder.path());
            assertEquals(0, same.toFile().list().length);
        }
    }
}
