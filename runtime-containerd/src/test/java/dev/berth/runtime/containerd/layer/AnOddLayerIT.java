package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Layers with what is rare, and allowed or at least harmless: it is unpacked as Docker does. */
class AnOddLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    @Test
    void keepsNamesThatAreNoText() throws Exception {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        byte[] noise = {'n', (byte) 0xff, (byte) 0xfe, '\n', '\\', 1};
        guarded.unpack(
                new LayerTar()
                        .file("x", "")
                        .at(0, latin)
                        .end()
                        .file("y", "")
                        .pax("path", noise)
                        .end()
                        .symlink("l", "x")
                        .pax("linkpath", latin)
                        .end());
        String root = guarded.rootfs().toString();
        String names = Programs.run("ls", "-1", "--quoting-style=c", root);
        assertEquals("\"caf\\351\"\n\"l\"\n\"n\\377\\376\\n\\\\\\001\"\n", names);
        assertEquals(0, Files.size(guarded.rootfs().resolve("l")));
        Programs.run("rm", "-r", root);
        Files.createDirectory(guarded.rootfs());
    }

    @Test
    void keepsNamesThatDifferInCaseOrFormOnly() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("Name", "1")
                        .end()
                        .file("name", "2")
                        .end()
                        .file("n\u00e4me", "3")
                        .end()
                        .file("na\u0308me", "4")
                        .end()
                        .folder("NAME")
                        .end()
                        .file("NAME/name", "5")
                        .end());
        assertEquals("1", text("Name"));
        assertEquals("2", text("name"));
        assertEquals("3", text("n\u00e4me"));
        assertEquals("4", text("na\u0308me"));
        assertEquals("5", text("NAME/name"));
    }

    @Test
    void hasTheLastOfWhatHasTheSameName() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("a", "file")
                        .end()
                        .folder("a")
                        .end()
                        .file("a/in", "folder")
                        .end()
                        .folder("b")
                        .end()
                        .file("b/in", "folder")
                        .end()
                        .file("b", "file")
                        .end()
                        .file("c", "1")
                        .end()
                        .file("./c", "2")
                        .mode(0600)
                        .end()
                        .symlink("d", "c")
                        .end()
                        .file("d", "no link")
                        .end());
        assertEquals("folder", text("a/in"));
        assertEquals("file", text("b"));
        assertEquals("2", text("c"));
        assertEquals(0100600, unix("c", "mode"));
        assertEquals("no link", text("d"));
    }

    @Test
    void keepsSpecialBitsAndNodesAndWhoOwnsThem() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("setuid", "")
                        .mode(06755)
                        .owner(0, 0)
                        .end()
                        .folder("sticky")
                        .mode(01777)
                        .owner(65534, 65534)
                        .end()
                        .character("zero", 1, 5)
                        .mode(0666)
                        .end()
                        .other('4', "block")
                        .device(7, 0)
                        .end()
                        .other('6', "pipe")
                        .end());
        assertEquals(0106755, unix("setuid", "mode"));
        assertEquals(041777, unix("sticky", "mode"));
        assertEquals(65534, unix("sticky", "uid"));
        assertEquals(0x105L, unix("zero", "rdev"));
        assertEquals(0060644, unix("block", "mode"));
        assertEquals(0x700L, unix("block", "rdev"));
        assertEquals(0010644, unix("pipe", "mode"));
    }

    @Test
    void setsNoAttributesThatOnlyTheKernelsFileSystemsMaySet() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .folder("d")
                        .xattr("trusted.overlay.opaque", utf8("y"))
                        .xattr("trusted.overlay.redirect", utf8("/etc"))
                        .xattr("user.kept", utf8("yes"))
                        .end());
        String found = Programs.run("getfattr", "-d", "-m", "-", guarded.rootfs() + "/d");
        assertFalse(found.contains("trusted"), found);
        assertTrue(found.contains("user.kept=\"yes\""), found);
    }

    @Test
    void changesNothingOfTheRootItself() throws Exception {
        Object before = Files.getAttribute(guarded.rootfs(), "unix:mode");
        guarded.unpack(
                new LayerTar()
                        .folder("./")
                        .mode(0)
                        .end()
                        .folder("/")
                        .mode(0)
                        .end()
                        .file("..", "x")
                        .end()
                        .file("a/../..", "x")
                        .end());
        assertEquals(before, Files.getAttribute(guarded.rootfs(), "unix:mode"));
        guarded.refused(new LayerTar().file(".wh.", "").end());
        guarded.refused(new LayerTar().file(".wh..", "").end());
        guarded.refused(new LayerTar().folder("d").end().file("d/.wh.", "").end());
    }

    @Test
    void isRefusedWhenALinkLeadsToNothingThatALinkMayLeadTo() throws Exception {
        guarded.refused(new LayerTar().hardLink("h", "f").end().file("f", "").end());
        guarded.refused(new LayerTar().folder("d").end().hardLink("h", "d").end());
        guarded.refused(
                new LayerTar()
                        .symlink("a", "b")
                        .end()
                        .symlink("b", "a")
                        .end()
                        .file("a/f", "")
                        .end());
        guarded.refused(
                new LayerTar()
                        .file("n".repeat(256) + "/f", "")
                        .pax("path", utf8("n".repeat(256)))
                        .end());
    }

    @Test
    void linksToALinkAndNotToWhatItLeadsTo() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .symlink("s", guarded.outside().resolve("secret").toString())
                        .end()
                        .hardLink("h", "s")
                        .mode(0777)
                        .owner(1, 1)
                        .end());
        assertTrue(Files.isSymbolicLink(guarded.rootfs().resolve("h")));
    }

    @Test
    void canBeAlmostAsDeepAsANameIsLong() throws Exception {
        String tooDeep = "d/".repeat(2040) + "f";
        String why = guarded.refused(new LayerTar().file("x", "").pax("path", utf8(tooDeep)).end());
        assertTrue(why.endsWith("file name too long"), why);
        String deep = "d/".repeat(1900) + "f";
        guarded.unpack(new LayerTar().file("x", "").pax("path", utf8(deep)).end());
        Programs.run("rm", "-r", guarded.rootfs() + "/d");
        assertFalse(Files.exists(guarded.rootfs().resolve("d")));
    }

    @Test
    void keepsTimesThatAFileSystemKnows() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .file("past", "")
                        .pax("mtime", utf8("-1000000000.5"))
                        .end()
                        .file("future", "")
                        .pax("mtime", utf8("4000000000.25"))
                        .end());
        assertEquals(Instant.parse("2096-10-02T07:06:40.250Z"), modified("future"));
        assertTrue(modified("past").isBefore(Instant.parse("1970-01-01T00:00:01Z")));
        String why = guarded.refused(new LayerTar().file("f", "").pax("mtime", utf8("x")).end());
        assertTrue(why.contains("tar"), why);
    }

    @Test
    void keepsInsideWhatWasMeantForAufs() throws Exception {
        guarded.unpack(
                new LayerTar()
                        .folder(".wh..wh.plnk")
                        .end()
                        .file(".wh..wh.plnk/1.2", "linked")
                        .end()
                        .hardLink("f", ".wh..wh.plnk/1.2")
                        .end()
                        .file(".wh..wh.aufs", "")
                        .end());
        assertEquals("linked", text("f"));
        assertFalse(Files.exists(guarded.rootfs().resolve(".wh..wh.aufs")));
    }

    private Instant modified(String file) throws IOException {
        return Files.getLastModifiedTime(guarded.rootfs().resolve(file)).toInstant();
    }

    private String text(String file) throws IOException {
        return Files.readString(guarded.rootfs().resolve(file));
    }

    private Object unix(String file, String attribute) throws IOException {
        Path path = guarded.rootfs().resolve(file);
        return Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
