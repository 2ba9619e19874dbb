package dev.berth.core.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    @TempDir Path top;
    private Path file;

    @BeforeEach
    void make() {
        file = top.resolve("db");
    }

    @Test
    void isReadWithoutOneNewlineAtItsEnd() throws IOException {
        assertEquals("hunter2", SecretFile.read(write("hunter2\n")));
        assertEquals("hunter2\n", SecretFile.read(write("hunter2\n\n")));
        assertEquals(" a\nb ", SecretFile.read(write(" a\nb ")));
        assertEquals("ünï", SecretFile.read(write("ünï")));
    }

    @Test
    void mayBeAsLongAsTheLimit() throws IOException {
        assertEquals(65_536, SecretFile.read(write("x".repeat(65_536))).length());
        write("x".repeat(65_537));
        assertEquals("it is longer than 65536 bytes", refusal());
    }

    @Test
    void mayBeReadableByTheGroupOfRoot() throws IOException {
        permit(write("hunter2"), "r--r-----");
        assertEquals("hunter2", SecretFile.read(file));
        Files.setAttribute(file, "unix:gid", 1000);
        assertEquals(open(), refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-", "rw----rw-"})
    void isNotOneThatOthersCanReadOrWrite(String permissions) throws IOException {
        permit(write("hunter2"), permissions);
        assertEquals(open(), refusal());
    }

    @Test
    void isNotOneOfAnotherUser() throws IOException {
        Files.setAttribute(write("hunter2"), "unix:uid", 12_345);
        assertEquals(file + " belongs to 12345: chown it to root", refusal());
    }

    @Test
    void isNotInAFolderThatOthersCanWriteTo() throws IOException {
        write("hunter2");
        permit(top, "rwxrwxrwx");
        assertEquals(top + " can be written by others: take that away with chmod go-w", refusal());
    }

    @Test
    void isNoLink() throws IOException {
        Path target = write("hunter2");
        file = Files.createSymbolicLink(top.resolve("link"), target);
        assertEquals(file + " is a link: name the file it leads to", refusal());
    }

    @Test
    void isNotInAFolderThatIsALink() throws IOException {
        Path folder = Files.createDirectory(top.resolve("real"));
        permit(Files.writeString(folder.resolve("db"), "hunter2"), "rw-------");
        Path link = Files.createSymbolicLink(top.resolve("link"), folder);
        file = link.resolve("db");
        assertEquals(link + " is a link: name the folder it leads to", refusal());
    }

    @Test
    void isNoFolderPipeOrDevice() throws Exception {
        Files.createDirectory(file);
        assertEquals(file + " is not a regular file", refusal());
        file = top.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        assertEquals(file + " is not a regular file", refusal());
        file = Path.of("/dev/zero");
        assertEquals("/dev/zero is not a regular file", refusal());
    }

    @Test
    void isThere() throws IOException {
        assertEquals(file + " does not exist", refusal());
        file = top.resolve("no/db");
        assertEquals(top.resolve("no") + " does not exist", refusal());
    }

    @Test
    void isTextThatAVariableCanHold() throws IOException {
        write("");
        assertEquals("it is empty", refusal());
        write("\n");
        assertEquals("it is empty", refusal());
        write("hun\0ter2");
        assertEquals("it has a NUL byte, which no variable can hold", refusal());
        Files.write(file, "hünter2".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("it is not UTF-8 text", refusal());
    }

    private String open() {
        return file + " can be read or written by others: take that away with chmod go-rwx";
    }

    private String refusal() {
        return assertThrows(IOException.class, () -> SecretFile.read(file)).getMessage();
    }

    private Path write(String text) throws IOException {
        permit(Files.writeString(file, text), "rw-------");
        return file;
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
