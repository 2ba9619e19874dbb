package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Programs;
import dev.berth.testing.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir Path root;
    private Path tree;
    private Path precious;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectories(root.resolve("tree/a/b")).getParent().getParent();
        Files.writeString(tree.resolve("a/b/file"), "");
        precious = Files.createDirectory(root.resolve("precious"));
        Files.writeString(precious.resolve("data"), "data");
    }

    private void assertGone(Path path) {
        assertFalse(Files.exists(path, LinkOption.NOFOLLOW_LINKS), path.toString());
    }

    private void assertPreciousIsThere() throws IOException {
        assertEquals("data", Files.readString(precious.resolve("data")));
    }

    @Test
    void deletesAFolderAndAllBelowIt() throws Exception {
        FileTree.delete(tree);
        assertGone(tree);
    }

    @Test
    void deletesAFile() throws Exception {
        FileTree.delete(tree.resolve("a/b/file"));
        assertTrue(Files.exists(tree.resolve("a/b")));
    }

    @Test
    void doesNothingWhereNothingIs() throws Exception {
        FileTree.delete(root.resolve("none"));
        FileTree.delete(root.resolve("none/below"));
    }

    @Test
    void deletesLinksAndNotWhatTheyLeadTo() throws Exception {
        Files.createSymbolicLink(tree.resolve("a/link"), precious);
        Files.createSymbolicLink(tree.resolve("a/file"), precious.resolve("data"));
        Files.createSymbolicLink(tree.resolve("a/loop"), tree);
        Files.createSymbolicLink(tree.resolve("a/broken"), Path.of("nowhere"));
        FileTree.delete(tree);
        assertGone(tree);
        assertPreciousIsThere();
    }

    @Test
    void deletesATopThatIsALinkAndNotWhatItLeadsTo() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("link"), precious);
        FileTree.delete(link);
        assertGone(link);
        assertPreciousIsThere();
    }

    @Test
    void leavesWhatIsMountedInIt() throws Exception {
        try (Tmpfs mount = Tmpfs.mount(tree.resolve("a/mount"))) {
            Files.writeString(mount.folder().resolve("data"), "data");
            IOException refusal = assertThrows(IOException.class, () -> FileTree.delete(tree));
            assertTrue(refusal.getMessage().contains("is mounted"), refusal.getMessage());
            assertEquals("data", Files.readString(mount.folder().resolve("data")));
        }
        FileTree.delete(tree);
        assertGone(tree);
    }

    /** Of the same file system: its device is that of what is around it. */
    @Test
    void leavesWhatIsBoundIntoIt() throws Exception {
        Path bound = Files.createDirectory(tree.resolve("a/bound"));
        Programs.run("mount", "--bind", precious.toString(), bound.toString());
        try {
            IOException refusal = assertThrows(IOException.class, () -> FileTree.delete(tree));
            assertTrue(refusal.getMessage().contains("is mounted"), refusal.getMessage());
        } finally {
            Programs.run("umount", bound.toString());
        }
        assertPreciousIsThere();
        FileTree.delete(tree);
        assertGone(tree);
    }

    @Test
    void leavesAFolderThatIsBoundOntoItself() throws Exception {
        Programs.run("mount", "--bind", tree.toString(), tree.toString());
        try {
            assertThrows(IOException.class, () -> FileTree.delete(tree));
            assertTrue(Files.exists(tree.resolve("a/b/file")));
        } finally {
            Programs.run("umount", tree.toString());
        }
    }

    @Test
    void saysWhatCannotBeDeleted() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(root.resolve("disk"))) {
            Path below = Files.createDirectories(disk.folder().resolve("a/b"));
            disk.turnReadOnly();
            IOException refusal =
                    assertThrows(
                            IOException.class, () -> FileTree.delete(disk.folder().resolve("a")));
            assertTrue(refusal.getMessage().contains(below.toString()), refusal.getMessage());
        }
    }
}
