package dev.berth.shell.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shell.console.CommandFailure;
import dev.berth.testing.GnuTar;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real tar, which needs root for owners and device nodes. */
class TarStreamTest {
    @TempDir private Path folder;
    private Path plugin;
    private Path rootfs;

    @BeforeEach
    void makeAFolder() throws IOException {
        plugin = folder.resolve("plugin");
        rootfs = Files.createDirectories(plugin.resolve("rootfs"));
        Files.writeString(plugin.resolve("config.json"), "{}");
    }

    @Test
    void keepsOwnersModesLinksDevicesAndAttributes() throws Exception {
        Path file = Files.writeString(rootfs.resolve("file"), "text");
        Programs.run("chown", "4711:815", file.toString());
        Programs.run("chmod", "4751", file.toString());
        Files.createLink(rootfs.resolve("hard"), file);
        Files.createSymbolicLink(rootfs.resolve("soft"), Path.of("/nowhere"));
        Programs.run("mknod", rootfs.resolve("null").toString(), "c", "1", "3");
        Files.setAttribute(file, "user:colour", "blue".getBytes());
        assertEquals(facts(rootfs), facts(roundTrip().resolve("rootfs")));
    }

    @Test
    void holdsNothingBesides() throws Exception {
        Files.writeString(plugin.resolve("notes.txt"), "mine");
        Path copy = roundTrip();
        assertTrue(Files.exists(copy.resolve("config.json")));
        assertTrue(Files.notExists(copy.resolve("notes.txt")));
    }

    @Test
    void endsInAnErrorWhenSomethingCannotBeRead() throws Exception {
        // More than a pipe holds: tar cannot have come to the root filesystem yet.
        Files.write(plugin.resolve("config.json"), new byte[1 << 20]);
        try (InputStream tar = TarStream.of(plugin)) {
            Files.delete(rootfs);
            assertThrows(IOException.class, tar::readAllBytes);
        }
    }

    @Test
    void needsAConfigAndARootFilesystem() throws IOException {
        Files.delete(rootfs);
        assertEquals(
                plugin
                        + " is no plugin's folder: it has no rootfs; it needs config.json and"
                        + " rootfs/",
                assertThrows(CommandFailure.class, () -> TarStream.of(plugin)).getMessage());
        Files.delete(plugin.resolve("config.json"));
        assertTrue(
                assertThrows(CommandFailure.class, () -> TarStream.of(plugin))
                        .getMessage()
                        .contains("it has no config.json"));
    }

    private Path roundTrip() throws Exception {
        Path copy = folder.resolve("copy");
        try (InputStream stream = TarStream.of(plugin)) {
            GnuTar.unpack(stream.readAllBytes(), copy);
        }
        return copy;
    }

    private static List<Object> facts(Path root) throws IOException {
        Path file = root.resolve("file");
        return List.of(
                Files.readAttributes(file, "unix:uid,gid,mode,nlink"),
                Files.readSymbolicLink(root.resolve("soft")),
                Files.readAttributes(root.resolve("null"), "unix:rdev,mode"),
                new String((byte[]) Files.getAttribute(file, "user:colour")));
    }
}
