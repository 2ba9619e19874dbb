package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.ForkedJvm;
import dev.berth.testing.Tmpfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] NEW = "new".getBytes();

    @TempDir Path folder;

    private List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path old() throws IOException {
        return Files.writeString(folder.resolve("a"), "old");
    }

    @Test
    void writesAFile() throws Exception {
        AtomicFile.write(folder.resolve("a"), NEW);
        assertEquals("new", Files.readString(folder.resolve("a")));
        assertEquals(List.of("a"), names(folder));
    }

    @Test
    void replacesAFileAtTheCommitAndNotBefore() throws Exception {
        Path target = old();
        try (AtomicFile file = AtomicFile.replace(target)) {
            file.out().write(NEW);
            assertEquals("old", Files.readString(target));
            file.commitDurably();
            assertEquals("new", Files.readString(target));
        }
        assertEquals(List.of("a"), names(folder));
    }

    @Test
    void leavesNothingBehindWithoutACommit() throws Exception {
        Path target = old();
        try (AtomicFile file = AtomicFile.replace(target)) {
            file.out().write(NEW);
        }
        try (AtomicFile file = AtomicFile.create(folder, ".part-", target)) {
            file.out().write(NEW);
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("a"), names(folder));
    }

    @Test
    void isCommittedThoughItsStreamWasClosed() throws Exception {
        try (AtomicFile file = AtomicFile.replace(folder.resolve("a"))) {
            try (OutputStream out = file.out()) {
                out.write(NEW);
                out.write('!');
            }
            file.commit();
        }
        assertEquals("new!", Files.readString(folder.resolve("a")));
    }

    @Test
    void clearsAwayWhatAKilledWriterLeft() throws IOException {
        AtomicFile killed = AtomicFile.replace(folder.resolve("a"));
        assertTrue(Files.exists(folder.resolve(".a.new")));
        AtomicFile.deleteAbandoned(folder.resolve("a"));
        assertFalse(Files.exists(folder.resolve(".a.new")));
        AtomicFile.deleteAbandoned(folder.resolve("a"));
        killed.close();
    }

    @Test
    void isOfNoEffectOnTheNextOneWhenClosedTwice() throws Exception {
        AtomicFile first = AtomicFile.replace(folder.resolve("a"));
        first.commit();
        try (AtomicFile second = AtomicFile.replace(folder.resolve("a"))) {
            first.close();
            second.out().write(NEW);
            second.commit();
        }
        assertEquals("new", Files.readString(folder.resolve("a")));
    }

    @Test
    void isTheOwnersAloneUntilItIsMadeReadable() throws Exception {
        Path target = folder.resolve("a");
        try (AtomicFile file = AtomicFile.create(folder, ".part-", target)) {
            file.commit();
        }
        assertEquals("rw-------", permissions(target));
        try (AtomicFile file = AtomicFile.create(folder, ".part-", target)) {
            file.makeReadable();
            file.commit();
        }
        assertEquals("rw-r--r--", permissions(target));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void hasATemporaryNameOfItsOwnInAnotherFolder() throws Exception {
        Path target = Files.createDirectory(folder.resolve("blobs")).resolve("a");
        try (AtomicFile one = AtomicFile.create(folder, ".part-", target);
                AtomicFile two = AtomicFile.create(folder, ".part-", target)) {
            assertEquals(
                    List.of(".part-", ".part-", "blobs"),
                    names(folder).stream().map(name -> name.replaceAll("\\d", "")).toList());
            one.out().write('1');
            two.out().write('2');
            two.commitDurably();
            one.commitDurably();
        }
        assertEquals("1", Files.readString(target));
        assertEquals(List.of("blobs"), names(folder));
    }

    @Test
    void replacesALinkAndNeverWritesThroughOne() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "old");
        Path target = Files.createSymbolicLink(folder.resolve("a"), precious);
        Files.createSymbolicLink(folder.resolve(".a.new"), precious);
        AtomicFile.write(target, NEW);
        assertFalse(Files.isSymbolicLink(target));
        assertEquals("new", Files.readString(target));
        assertEquals("old", Files.readString(precious));
        assertEquals(List.of("a", "precious"), names(folder));
    }

    @Test
    void failsWhereAFolderIsInTheWayAndLeavesNothing() throws Exception {
        Path target = Files.createDirectory(folder.resolve("a"));
        assertThrows(IOException.class, () -> AtomicFile.write(target, NEW));
        assertEquals(List.of("a"), names(folder));
        assertTrue(Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void failsOnAFullDiskAndLeavesTheOldFile() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"))) {
            Path target = Files.writeString(disk.folder().resolve("a"), "old");
            disk.fill();
            IOException full =
                    assertThrows(
                            IOException.class, () -> AtomicFile.write(target, new byte[10_000]));
            assertTrue(full.getMessage().contains("No space left"), full.getMessage());
            assertEquals("old", Files.readString(target));
            assertEquals(List.of("a", "ballast"), names(disk.folder()));
        }
    }

    @Test
    void failsOnAReadOnlyDiskAndLeavesTheOldFile() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"))) {
            Path target = Files.writeString(disk.folder().resolve("a"), "old");
            disk.turnReadOnly();
            assertThrows(IOException.class, () -> AtomicFile.write(target, NEW));
            assertThrows(
                    IOException.class, () -> AtomicFile.create(disk.folder(), ".part-", target));
            assertEquals("old", Files.readString(target));
            assertEquals(List.of("a"), names(disk.folder()));
        }
    }

    @Test
    void failsWhenItsThreadIsInterruptedAndLeavesTheOldFile() throws Exception {
        Path target = old();
        Thread.currentThread().interrupt();
        try {
            assertThrows(ClosedByInterruptException.class, () -> AtomicFile.write(target, NEW));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("a"), names(folder));
    }

    @Test
    void outlivesAKillInTheMiddle() throws Exception {
        Path target = old();
        ForkedJvm writer = ForkedJvm.start(HalfWriter.class, target.toString());
        assertEquals("half", writer.line());
        writer.kill();
        assertEquals("old", Files.readString(target));
        assertEquals(List.of(".a.new", "a"), names(folder));
        AtomicFile.write(target, NEW);
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("a"), names(folder), "the next writer clears away what was left");
    }

    /** Writes half a file, says so, and waits to be killed. */
    static final class HalfWriter {
        private HalfWriter() {}

        public static void main(String[] arguments) throws IOException {
            try (AtomicFile file = AtomicFile.replace(Path.of(arguments[0]))) {
                file.out().write("ne".getBytes());
                System.out.println("half");
                System.in.read();
            }
        }
    }
}
