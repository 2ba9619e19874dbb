package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.host.Snapshot;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class AHostileLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private static final byte[] CAPABILITY = {
        1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private Path outside;
    private Path rootfs;
    private Path blob;
    private Snapshot before;
    private Snapshot containerdBefore;

    @BeforeEach
    void makeFolders(TestInfo test) throws IOException {
        Path work = HOST.newFolder(test.getTestMethod().orElseThrow().getName());
        outside = Files.createDirectory(work.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectory(outside.resolve("folder"));
        Files.writeString(outside.resolve("folder/inner"), "inner");
        rootfs = Files.createDirectory(work.resolve("rootfs"));
        blob = work.resolve("blob");
        before = Snapshot.of(outside);
        containerdBefore = Snapshot.of(Path.of("/etc"));
    }

    @AfterEach
    void changesNothingOutside() throws IOException {
        assertEquals(before, Snapshot.of(outside));
        assertEquals(containerdBefore, Snapshot.of(Path.of("/etc")));
        assertEquals("", HOST.unmountedRest());
    }

    @Test
    void withDotsInANameStaysInside() throws Exception {
        unpack(new Tar().file("../outside/f", "x").end().file("a/../../outside/g", "x").end());
        assertTrue(Files.exists(rootfs.resolve("outside/f")));
    }

    @Test
    void withAnAbsoluteNameStaysInside() throws Exception {
        unpack(new Tar().file(outside + "/f", "x").end());
        assertTrue(Files.exists(rootfs.resolve(outside.toString().substring(1)).resolve("f")));
    }

    @Test
    void thatWritesThroughALinkStaysInside() throws Exception {
        unpack(
                new Tar()
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
                new Tar()
                        .symlink("l", outside.resolve("secret").toString())
                        .end()
                        .file("l", "changed")
                        .end());
        assertEquals("changed", Files.readString(rootfs.resolve("l")));
    }

    @Test
    void thatLinksToAFileOutsideIsRefused() {
        assertRefused(new Tar().hardLink("h", "../outside/secret").end());
        assertRefused(new Tar().hardLink("h", outside + "/secret").end());
        assertRefused(
                new Tar()
                        .symlink("s", "../outside")
                        .end()
                        .hardLink("h", "s/secret")
                        .mode(0777)
                        .end());
    }

    @Test
    void thatTakesAwayWhatIsOutsideIsRefused() {
        assertRefused(new Tar().file(".wh...", "").end());
        assertRefused(new Tar().folder("d").end().file("d/.wh...", "").end());
    }

    @Test
    void thatTakesAwayThroughALinkStaysInside() throws Exception {
        unpack(
                new Tar()
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
                new Tar()
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

    @Test
    void thatIsNoArchiveIsRefused() throws Exception {
        for (String text : new String[] {"no gzip at all", "\u001f\u008b"}) {
            Descriptor layer =
                    Tar.write(
                            blob,
                            Tar.GZIP,
                            text.repeat(300)
                                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThrows(
                    PluginRuntimeException.class,
                    () -> HOST.runtime().unpack(layer, blob, rootfs, d -> {}));
        }
    }

    @Test
    void ofAnUnknownTypeIsRefusedByName() throws Exception {
        Descriptor layer = Tar.write(blob, "application/x-unheard-of", new Tar().bytes());
        PluginRuntimeException e =
                assertThrows(
                        PluginRuntimeException.class,
                        () -> HOST.runtime().unpack(layer, blob, rootfs, d -> {}));
        assertTrue(e.getMessage().contains("application/x-unheard-of"), e.getMessage());
    }

    @Test
    void withAnotherDigestThanItSaysIsRefused() throws Exception {
        Descriptor right = new Tar().file("f", "x").end().writeGzip(blob);
        Descriptor wrong =
                new Descriptor(right.mediaType(), "sha256:" + "0".repeat(64), right.size());
        PluginRuntimeException e =
                assertThrows(
                        PluginRuntimeException.class,
                        () -> HOST.runtime().unpack(wrong, blob, rootfs, d -> {}));
        assertTrue(e.getMessage().contains("sha256:" + "0".repeat(64)), e.getMessage());
        assertEquals("", HOST.ctr("content", "active").replaceAll("(?s)REF.*?\n", ""));
        assertEquals("", HOST.ctr("leases", "ls", "-q"));
    }

    private void assertRefused(Tar tar) {
        PluginRuntimeException e = assertThrows(PluginRuntimeException.class, () -> unpack(tar));
        assertTrue(e.getMessage().startsWith("layer sha256:"), e.getMessage());
    }

    private void unpack(Tar tar) throws Exception {
        HOST.runtime().unpack(tar.writeGzip(blob), blob, rootfs, done -> {});
    }
}
