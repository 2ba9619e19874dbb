package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.spi.Descriptor;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnUnpackedLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    /** cap_setuid and cap_net_raw, permitted and effective: has a byte that is no UTF-8. */
    private static final byte[] CAPABILITY =
            HexFormat.of().parseHex("0100000280200000000000000000000000000000");

    private Path work;
    private Path rootfs;

    @BeforeEach
    void makeFolders(TestInfo test) throws IOException {
        work = HOST.newFolder(test.getTestMethod().orElseThrow().getName());
        rootfs = Files.createDirectory(work.resolve("rootfs"));
    }

    @Test
    void hasContentsOwnersModesAndTimes() throws Exception {
        unpack(
                new LayerTar()
                        .folder("d/")
                        .mode(0750)
                        .owner(7, 8)
                        .modified(1_100_000_000)
                        .end()
                        .file("d/f", "hello")
                        .mode(04711)
                        .owner(1234, 5678)
                        .end());
        assertEquals("hello", Files.readString(rootfs.resolve("d/f")));
        assertEquals(0104711, unix("d/f", "mode"));
        assertEquals(1234, unix("d/f", "uid"));
        assertEquals(5678, unix("d/f", "gid"));
        assertEquals(040750, unix("d", "mode"));
        assertEquals(1_100_000_000_000L, Files.getLastModifiedTime(rootfs.resolve("d")).toMillis());
        assertEquals(
                1_000_000_000_000L, Files.getLastModifiedTime(rootfs.resolve("d/f")).toMillis());
    }

    @Test
    void hasLinksAndDevices() throws Exception {
        unpack(
                new LayerTar()
                        .file("f", "x")
                        .end()
                        .symlink("s", "/etc/passwd")
                        .owner(3, 4)
                        .end()
                        .hardLink("h", "f")
                        .end()
                        .character("n", 1, 3)
                        .mode(0666)
                        .end()
                        .other('6', "p")
                        .end());
        assertEquals(Path.of("/etc/passwd"), Files.readSymbolicLink(rootfs.resolve("s")));
        assertEquals(3, unix("s", "uid"));
        assertEquals(unix("f", "ino"), unix("h", "ino"));
        assertEquals(020666, unix("n", "mode"));
        assertEquals(0x103L, unix("n", "rdev"));
        assertEquals(010644, unix("p", "mode"));
    }

    @Test
    void hasExtendedAttributes() throws Exception {
        unpack(
                new LayerTar()
                        .file("f", "x")
                        .xattr("user.colour", "blue".getBytes(StandardCharsets.UTF_8))
                        .xattr("security.capability", CAPABILITY)
                        .end());
        assertArrayEquals(
                "blue".getBytes(StandardCharsets.UTF_8),
                (byte[]) Files.getAttribute(rootfs.resolve("f"), "user:colour"));
        assertTrue(capabilities("f").contains("cap_setuid,cap_net_raw=ep"), capabilities("f"));
    }

    @Test
    void takesAwayWhatAWhiteoutNames() throws Exception {
        unpack(new LayerTar().folder("d").end().file("d/a", "1").end().file("d/b", "2").end());
        unpack(new LayerTar().folder("d").end().file("d/.wh.a", "").end());
        assertFalse(Files.exists(rootfs.resolve("d/a")));
        assertFalse(Files.exists(rootfs.resolve("d/.wh.a")));
        assertTrue(Files.exists(rootfs.resolve("d/b")));
    }

    @Test
    void takesAwayAllThatWasInAnOpaqueFolder() throws Exception {
        unpack(new LayerTar().folder("d").end().file("d/a", "1").end().file("d/b", "2").end());
        unpack(
                new LayerTar()
                        .folder("d")
                        .end()
                        .file("d/new", "3")
                        .end()
                        .file("d/.wh..wh..opq", "")
                        .end());
        assertFalse(Files.exists(rootfs.resolve("d/a")));
        assertFalse(Files.exists(rootfs.resolve("d/b")));
        assertEquals("3", Files.readString(rootfs.resolve("d/new")));
    }

    @Test
    void keepsModeAndCapabilityOfAFileThatHasHardLinks() throws Exception {
        unpack(
                new LayerTar()
                        .file("f", "x")
                        .mode(04755)
                        .owner(5, 6)
                        .xattr("security.capability", CAPABILITY)
                        .end()
                        .hardLink("h", "f")
                        .mode(04755)
                        .owner(5, 6)
                        .end());
        assertEquals(0104755, unix("f", "mode"));
        assertTrue(capabilities("f").contains("cap_setuid,cap_net_raw=ep"), capabilities("f"));
        assertEquals(unix("f", "ino"), unix("h", "ino"));
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        List<Long> progress = new ArrayList<>();
        Descriptor layer = new LayerTar().file("f", "x".repeat(100_000)).end().writeGzip(blob());
        HOST.runtime().unpack(layer, blob(), rootfs, progress::add);
        assertEquals(progress.stream().sorted().toList(), progress);
        assertEquals(layer.size(), progress.get(progress.size() - 1));
    }

    @Test
    void leavesNothingInContainerd() throws Exception {
        unpack(new LayerTar().file("f", "x").end());
        assertEquals("", HOST.ctr("content", "ls", "-q"));
        assertEquals("", HOST.ctr("leases", "ls", "-q"));
    }

    private void unpack(LayerTar tar) throws Exception {
        HOST.runtime().unpack(tar.writeGzip(blob()), blob(), rootfs, done -> {});
    }

    private Path blob() {
        return work.resolve("blob");
    }

    private Object unix(String file, String attribute) throws IOException {
        return Files.getAttribute(
                rootfs.resolve(file), "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private String capabilities(String file) throws Exception {
        return Programs.run("getcap", rootfs.resolve(file).toString());
    }
}
