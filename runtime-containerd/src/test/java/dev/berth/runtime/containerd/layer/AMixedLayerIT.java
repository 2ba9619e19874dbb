package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.testing.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Layers where entries that are made here and entries that are left to containerd depend on each
 * other: the order of the layer holds. Each is compared with what containerd alone makes of it.
 */
class AMixedLayerIT {
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    @Test
    void linksToANodeAndReplacesIt() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .character("dev/zero", 1, 5)
                        .end()
                        .hardLink("dev/link", "dev/zero")
                        .mode(0600)
                        .end()
                        .character("dev/gone", 1, 3)
                        .end()
                        .file("dev/.wh.gone", "")
                        .end()
                        .character("dev/file", 1, 7)
                        .end()
                        .file("dev/file", "no node")
                        .end()
                        .other('6', "dev/becomes-folder")
                        .end()
                        .folder("dev/becomes-folder")
                        .end()
                        .file("dev/becomes-folder/in", "x")
                        .end());
        assertEquals("no node", Files.readString(path("dev/file")));
        assertFalse(Files.exists(path("dev/gone")));
        assertTrue(Files.exists(path("dev/becomes-folder/in")));
    }

    @Test
    void putsANodeInThePlaceOfAFolderAndTheOtherWayRound() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("a/b/in", "x")
                        .end()
                        .character("a/b", 1, 5)
                        .end()
                        .other('6', "new/way/pipe")
                        .end()
                        .folder("new/way")
                        .mode(0700)
                        .owner(5, 6)
                        .end()
                        .file("new/way/file", "x")
                        .end()
                        .other('6', "c/d/pipe")
                        .end()
                        .file("c", "a file")
                        .end());
        assertEquals("a file", Files.readString(path("c")));
    }

    @Test
    void followsALinkAsItWasWhenTheNodeCame() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .folder("real")
                        .end()
                        .symlink("way", "real")
                        .end()
                        .other('6', "way/pipe")
                        .end()
                        .file(".wh.way", "")
                        .end()
                        .folder("way")
                        .end()
                        .file("way/file", "x")
                        .end());
        assertTrue(Files.exists(path("real/pipe")));
        assertTrue(Files.exists(path("way/file")));
        guarded.unpack(
                new LayerTar()
                        .other('6', "real/second")
                        .end()
                        .file("real", "no folder")
                        .end()
                        .symlink("odd", "way//")
                        .end()
                        .file("odd/through", "x")
                        .end());
        assertEquals("no folder", Files.readString(path("real")));
        assertTrue(Files.exists(path("way/through")));
    }

    @Test
    void sparesInAnOpaqueFolderWhatBothHaveMade() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("o/old", "x")
                        .end()
                        .file("o/in/old", "x")
                        .end()
                        .other('6', "o/pipe")
                        .end());
        guarded.unpack(
                new LayerTar()
                        .file("o/early", "x")
                        .end()
                        .other('6', "o/early-pipe")
                        .end()
                        .folder("o/in")
                        .xattr("user.key", VALUE)
                        .end()
                        .file("o/in/early", "x")
                        .end()
                        .file("o/.wh..wh..opq", "")
                        .end()
                        .other('6', "o/late-pipe")
                        .end()
                        .hardLink("o/late", "o/early-pipe")
                        .end()
                        .file("o/latest", "x")
                        .end());
        assertFalse(Files.exists(path("o/old")));
        assertFalse(Files.exists(path("o/in/old")));
        assertTrue(Files.exists(path("o/in/early")));
    }

    @Test
    void putsFilesIntoAFolderWithAttributesAndKeepsItsTime() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .folder("d")
                        .mode(02775)
                        .owner(7, 8)
                        .xattr("user.key", VALUE)
                        .end()
                        .file("d/f", "x")
                        .mode(06711)
                        .end()
                        .file("d/g", "x")
                        .xattr("user.key", VALUE)
                        .end()
                        .hardLink("d/h", "d/g")
                        .owner(1, 2)
                        .mode(0600)
                        .end()
                        .folder("plain")
                        .mode(02775)
                        .owner(9, 9)
                        .end()
                        .file("plain/f", "x")
                        .end()
                        .folder("plain/e")
                        .end());
        Path folder = path("d");
        assertEquals(1_000_000_000_000L, Files.getLastModifiedTime(folder).toMillis());
    }

    @Test
    void givesANodeOfALowerLayerOneMoreName() throws Exception {
        guarded.unpack(new LayerTar().other('6', "pipe").end().character("null", 1, 3).end());
        guarded.unpack(
                new LayerTar()
                        .hardLink("pipe-2", "pipe")
                        .mode(0600)
                        .owner(3, 4)
                        .end()
                        .hardLink("null-2", "null")
                        .mode(0666)
                        .end());
        Object links = Files.getAttribute(path("pipe"), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        assertEquals(2, links);
    }

    @Test
    void keepsFoldersWhoseNamesAreNoText() throws Exception {
        byte[] folder = {'d', (byte) 0xff};
        byte[] file = {'d', (byte) 0xff, '/', (byte) 0xe9};
        byte[] pipe = {'d', (byte) 0xff, '/', 'p'};
        byte[] marker = "d_/.wh..wh..opq".getBytes(StandardCharsets.UTF_8);
        marker[1] = (byte) 0xff;
        guarded.unpack(
                new LayerTar()
                        .folder("x")
                        .pax("path", folder)
                        .end()
                        .file("x", "1")
                        .pax("path", file)
                        .end()
                        .symlink("link", "x")
                        .pax("linkpath", folder)
                        .end()
                        .other('6', "x")
                        .pax("path", pipe)
                        .end()
                        .file("link/through", "2")
                        .end());
        guarded.unpack(
                new LayerTar().file("link/kept", "").end().file("x", "").pax("path", marker).end());
        Programs.run("rm", "-r", guarded.rootfs().toString());
        Files.createDirectory(guarded.rootfs());
    }

    private Path path(String file) {
        return guarded.rootfs().resolve(file);
    }
}
