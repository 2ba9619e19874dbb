package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedFolderTest {
    @TempDir Path top;

    @Test
    void isMadeWithItsPermissions() throws IOException {
        Path folder = top.resolve("a/b");
        TrustedFolder.make(folder, "rwx--x--x");
        assertEquals("rwx--x--x", permissions(folder));
        assertEquals("rwxr-xr-x", permissions(top.resolve("a")));
    }

    @Test
    void staysAsItIs() throws IOException {
        Path folder = Files.createDirectory(top.resolve("a"));
        permit(folder, "rwxr-x---");
        TrustedFolder.make(folder, "rwx------");
        assertEquals("rwxr-x---", permissions(folder));
    }

    @Test
    void isNoFile() throws IOException {
        Path file = Files.createFile(top.resolve("f"));
        assertThrows(FileAlreadyExistsException.class, () -> TrustedFolder.make(file, "rwx------"));
    }

    @Test
    void isNotOneThatOthersCanWriteTo() throws IOException {
        for (String permissions : new String[] {"rwxrwxrwx", "rwxr-x-w-"}) {
            Path folder = Files.createDirectories(top.resolve("a"));
            permit(folder, permissions);
            assertEquals(
                    folder + " can be written by others: take that away with chmod go-w",
                    refusal(folder));
        }
    }

    @Test
    void isNotBelowOneThatOthersCanWriteTo() throws IOException {
        Path folder = Files.createDirectories(top.resolve("a/b"));
        permit(top.resolve("a"), "rwxrwxrwx");
        assertTrue(refusal(folder).startsWith(top.resolve("a") + " can be written by others"));
    }

    @Test
    void mayBeBelowAStickyOne() throws IOException {
        Path folder = Files.createDirectories(top.resolve("a/b"));
        Files.setAttribute(top.resolve("a"), "unix:mode", 01777);
        TrustedFolder.require(folder);
        Files.setAttribute(folder, "unix:mode", 01777);
        assertTrue(refusal(folder).startsWith(folder + " can be written by others"));
    }

    @Test
    void isNotSomebodyElsesOrBelowIt() throws IOException {
        Path folder = Files.createDirectories(top.resolve("a/b"));
        Files.setAttribute(top.resolve("a"), "unix:uid", 1);
        assertEquals(top.resolve("a") + " belongs to daemon: chown it to root", refusal(folder));
        assertTrue(refusal(top.resolve("a")).contains("belongs to daemon"));
    }

    @Test
    void isNoLink() throws IOException {
        Path folder = Files.createDirectory(top.resolve("a"));
        Path link = Files.createSymbolicLink(top.resolve("link"), folder);
        assertEquals(link + " is a link: name the folder it leads to", refusal(link));
    }

    @Test
    void mayBeBelowALinkOfRootsButNotOfSomebodyElse() throws IOException {
        Files.createDirectories(top.resolve("a/b"));
        Path link = Files.createSymbolicLink(top.resolve("link"), top.resolve("a"));
        TrustedFolder.require(link.resolve("b"));
        permit(top.resolve("a"), "rwxrwxrwx");
        assertTrue(refusal(link.resolve("b")).startsWith(top.resolve("a").toString()));
    }

    private static String refusal(Path folder) {
        return assertThrows(UntrustedFolderException.class, () -> TrustedFolder.require(folder))
                .getMessage();
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
