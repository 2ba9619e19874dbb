package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attacks on what is outside of the root filesystem: names, links and whiteouts that lead out. */
class AHostileLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    static final byte[] CAPABILITY = {1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    private Path outside;
    private Path rootfs;

    @BeforeEach
    void knowThePlaces() {
        outside = guarded.outside();
        rootfs = guarded.rootfs();
    }

    @Test
    void withDotsInANameStaysInside() throws Exception {
        unpack(new LayerTar().file("../outside/f", "x").end().file("a/../../outside/g", "x").end());
        assertTrue(Files.exists(rootfs.resolve("outside/f")));
    }

    @Test
    void withAnAbsoluteNameStaysInside() throws Exception {
        unpack(new LayerTar().file(outside + "/f", "x").end());
        assertTrue(Files.exists(rootfs.resolve(outside.toString().substring(1)).resolve("f")));
    }

    @Test
    void thatWritesThroughALinkStaysInside() throws Exception {
        unpack(
                new LayerTar()
                        .symlink("relative", "../outside")
                        .end()
                        .symlink("absolute", outside.toString())
                        .end()
                        .file("relative/secret", "changed")
                        .end()
                        .file("absolute/secret", "changed")
                        .mode(0777)
                        .owner(1, 1)
                        .end()
                        .folder("absolute/folder")
                        .owner(1, 1)
                        .end());
        assertTrue(Files.exists(rootfs.resolve("outside/secret")));
    }

    @Test
    void thatReplacesALinkThatLeadsOutReplacesTheLink() throws Exception {
        unpack(
                new LayerTar()
                        .symlink("l", outside.resolve("secret").toString())
                        .end()
                        .file("l", "changed")
                        .end());
        assertEquals("changed", Files.readString(rootfs.resolve("l")));
    }

    @Test
    void thatLinksToAFileOutsideIsRefused() throws Exception {
        assertRefused(new LayerTar().hardLink("h", "../outside/secret").end());
        assertRefused(new LayerTar().hardLink("h", outside + "/secret").end());
        assertRefused(
                new LayerTar()
                        .symlink("s", "../outside")
                        .end()
                        .hardLink("h", "s/secret")
                        .mode(0777)
                        .end());
    }

    @Test
    void thatTakesAwayWhatIsOutsideIsRefused() throws Exception {
        assertRefused(new LayerTar().file(".wh...", "").end());
        assertRefused(new LayerTar().folder("d").end().file("d/.wh...", "").end());
    }

    @Test
    void thatTakesAwayThroughALinkStaysInside() throws Exception {
        unpack(
                new LayerTar()
                        .symlink("l", "../outside")
                        .end()
                        .symlink("m", outside.toString())
                        .end()
                        .folder("outside")
                        .end()
                        .folder(outside.toString().substring(1))
                        .end()
                        .file("l/.wh.secret", "")
                        .end()
                        .file("m/.wh.folder", "")
                        .end()
                        .file("m/.wh..wh..opq", "")
                        .end());
    }

    @Test
    void thatHasMendingDoneThroughALinkStaysInside() throws Exception {
        unpack(
                new LayerTar()
                        .file("f", "x")
                        .xattr("security.capability", CAPABILITY)
                        .end()
                        .symlink("l", outside.toString())
                        .end()
                        .hardLink("l/secret", "f")
                        .end()
                        .hardLink("../outside/secret", "f")
                        .end());
        assertFalse(Files.exists(rootfs.resolve("secret")));
    }

    private void assertRefused(LayerTar tar) throws Exception {
        guarded.refused(tar);
    }

    private void unpack(LayerTar tar) throws Exception {
        guarded.unpack(tar);
    }
}
