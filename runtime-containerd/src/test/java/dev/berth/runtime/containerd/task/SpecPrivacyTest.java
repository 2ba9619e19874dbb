package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecPrivacyTest {
    @TempDir Path top;
    private Path root;
    private Path database;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(top.resolve("containerd"));
        Path folder = Files.createDirectory(root.resolve("io.containerd.metadata.v1.bolt"));
        database = Files.createFile(folder.resolve("meta.db"));
        permit(top, "rwxr-xr-x");
        permit(root, "rwx--x--x");
        permit(folder, "rwx--x--x");
        permit(database, "rw-r--r--");
    }

    @Test
    void isMissingWhereFileAndFoldersAreOpen() throws IOException {
        assertEquals(
                "containerd keeps its containers' environment in "
                        + database
                        + ", which others can read: chmod 700 "
                        + root,
                SpecPrivacy.problem(database));
    }

    @Test
    void isGivenByAnyFolderAboveOrTheFile() throws IOException {
        permit(root, "rwx------");
        assertEquals("", SpecPrivacy.problem(database));
        permit(root, "rwx--x--x");
        permit(database, "rw-------");
        assertEquals("", SpecPrivacy.problem(database));
        permit(database, "rw-r--r--");
        permit(top, "rwx------");
        assertEquals("", SpecPrivacy.problem(database));
    }

    @Test
    void isLookedForWhereALinkLeads() throws IOException {
        Path closed = Files.createDirectory(top.resolve("closed"));
        Path link = Files.createSymbolicLink(closed.resolve("root"), root);
        permit(closed, "rwx------");
        Path throughLink = link.resolve(root.relativize(database));
        assertEquals(SpecPrivacy.problem(database), SpecPrivacy.problem(throughLink));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
