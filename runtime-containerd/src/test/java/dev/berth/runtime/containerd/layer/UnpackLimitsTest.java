package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.testing.ForkedJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit is named in the error, with where it is set; what is just within it is read. */
class UnpackLimitsTest {
    private static final long GIGABYTE = 1024L * 1024 * 1024;

    private static final UnpackLimits DEFAULTS = ContainerdHost.DEFAULTS;

    @TempDir Path folder;

    @Test
    void isOnTheBytesOfItsFiles() throws Exception {
        byte[] tar = new LayerTar().file("f", "x".repeat(6000)).end().bytes();
        read(limits(tar.length, 10, 10, 10, 100), tar);
        String why = refused(limits(tar.length - 1, 10, 10, 10, 100), tar);
        assertEquals(message("it unpacks to more than 7679 bytes", "unpack.max.bytes"), why);
    }

    @Test
    void isOnTheBytesOfItsFilesWithTheirHolesFilled() throws Exception {
        String why = refused(DEFAULTS, Bombs.sparse());
        assertEquals(message("it unpacks to more than 17179869184 bytes", "unpack.max.bytes"), why);
        byte[] two =
                new LayerTar().raw(Arrays.copyOf(Bombs.sparse(), 1536)).raw(Bombs.sparse()).bytes();
        UnpackLimits most = limits(Long.MAX_VALUE - 1, 10, 10, 1000, 1000);
        assertTrue(refused(most, two).contains("unpack.max.bytes"));
    }

    @Test
    void endsABombOfManyGigabytesWithinIt() throws Exception {
        UnpackLimits small = limits(64 * 1024 * 1024, 10, 10, 10, 100);
        String why = message("it unpacks to more than 67108864 bytes", "unpack.max.bytes");
        assertEquals(why, refused(small, Bombs.gzip(10 * GIGABYTE)));
        assertEquals(why, refused(small, Bombs.zstd(10 * GIGABYTE)));
    }

    @Test
    void isOnTheNumberOfEntries() throws Exception {
        byte[] three =
                new LayerTar()
                        .file("a", "")
                        .end()
                        .folder("b")
                        .end()
                        .symlink("c", "a")
                        .end()
                        .bytes();
        read(limits(10_000, 3, 10, 10, 100), three);
        assertEquals(
                message("it has more than 2 entries", "unpack.entries.max.count"),
                refused(limits(10_000, 2, 10, 10, 100), three));
    }

    @Test
    void isOnTheLengthOfANameAndOfALinksTarget() throws Exception {
        byte[] name = new LayerTar().file("n".repeat(50), "").end().bytes();
        byte[] target = new LayerTar().symlink("n", "t".repeat(50)).end().bytes();
        read(limits(10_000, 9, 50, 10, 100), name);
        read(limits(10_000, 9, 50, 10, 100), target);
        String why = message("it has a name of 50 bytes, more than 49", "unpack.name.max.bytes");
        assertEquals(why, refused(limits(10_000, 9, 49, 10, 100), name));
        assertEquals(why, refused(limits(10_000, 9, 49, 10, 100), target));
    }

    @Test
    void isOnANameOf100KilobytesInEachOfItsForms() throws Exception {
        String name = "n".repeat(100_000);
        String why =
                message("it has a name of 100000 bytes, more than 4096", "unpack.name.max.bytes");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                why,
                refused(DEFAULTS, new LayerTar().file("f", "").pax("path", bytes).end().bytes()));
        assertEquals(
                why,
                refused(
                        DEFAULTS,
                        new LayerTar().symlink("s", "").pax("linkpath", bytes).end().bytes()));
        assertEquals(
                why,
                refused(
                        DEFAULTS,
                        new LayerTar()
                                .other('L', "l")
                                .holding(name)
                                .end()
                                .file("f", "")
                                .end()
                                .bytes()));
    }

    @Test
    void isOnTheRecordsOfOneEntry() throws Exception {
        byte[] tar = new LayerTar().file("f", "").pax("comment", new byte[991]).end().bytes();
        read(limits(10_000, 9, 10, 1005, 1000), tar);
        assertEquals(
                message(
                        "it has extension records of 1005 bytes, more than 1004",
                        "unpack.extension.max.bytes"),
                refused(limits(10_000, 9, 10, 1004, 1000), tar));
    }

    @Test
    void isOnAllNamesAndRecordsTogether() throws Exception {
        byte[] tar = new LayerTar().file("ab", "").end().hardLink("cd", "ab").end().bytes();
        read(limits(10_000, 9, 10, 10, 6), tar);
        assertEquals(
                message(
                        "its names and extension records have more than 5 bytes",
                        "unpack.all.names.max.bytes"),
                refused(limits(10_000, 9, 10, 10, 5), tar));
    }

    @Test
    void isOnWhatIsHeldOfFilesWithACapability() throws Exception {
        LayerTar many = new LayerTar();
        for (int i = 0; i <= 1000; i++) {
            many.file("f" + i, "").xattr("security.capability", new byte[20]).end();
        }
        assertEquals(
                "it has more than 1000 files with a capability", refused(DEFAULTS, many.bytes()));
        byte[] large =
                new LayerTar()
                        .file("f", "")
                        .xattr("security.capability", new byte[25])
                        .end()
                        .bytes();
        assertEquals("its entry f has a capability of 25 bytes", refused(DEFAULTS, large));
    }

    @Test
    void letsTheMemoryStayFlat() throws Exception {
        Path gzip = Files.write(folder.resolve("gzip"), Bombs.gzip(GIGABYTE / 2));
        Path zstd = Files.write(folder.resolve("zstd"), Bombs.zstd(GIGABYTE / 2));
        Path names = Files.write(folder.resolve("names"), Bombs.names(20_000));
        ForkedJvm.start(
                        List.of("-Xmx24m"),
                        ReadInLittleMemory.class,
                        gzip.toString(),
                        zstd.toString(),
                        names.toString())
                .output();
    }

    private static UnpackLimits limits(
            long bytes, long entries, int nameLength, int extensionBytes, long nameBytes) {
        return new UnpackLimits(bytes, entries, nameLength, extensionBytes, nameBytes);
    }

    private static String message(String what, String key) {
        return what + "; the limit is " + key + " of dev.berth.runtime.containerd";
    }

    private static void read(UnpackLimits limits, byte[] layer) throws IOException {
        BlobScan.read(new ByteArrayInputStream(layer), limits);
    }

    private static String refused(UnpackLimits limits, byte[] layer) {
        return assertThrows(IOException.class, () -> read(limits, layer)).getMessage();
    }
}
