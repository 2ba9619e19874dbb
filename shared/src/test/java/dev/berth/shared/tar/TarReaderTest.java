package dev.berth.shared.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.testing.GnuTar;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    private static final int LARGEST_EXTENSION = 1024 * 1024;

    @TempDir Path folder;

    @Test
    void walksOverContents() throws IOException {
        byte[] archive = new RawTar().file("a", "x".repeat(1000)).entry('5', "b/", "").end();
        assertEquals(List.of("0 a", "5 b/"), names(archive));
    }

    @Test
    void givesContentsWithTheirPlaceAndPadding() throws IOException {
        byte[] archive = new RawTar().pax("path", "p").file("a", "hello").file("b", "").end();
        TarReader reader = reader(new ByteArrayInputStream(archive));
        TarEntry entry = reader.next().orElseThrow();
        int position = (int) reader.position();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        reader.copyBlocks(content);
        assertArrayEquals(
                Arrays.copyOfRange(archive, position, position + 512), content.toByteArray());
        assertEquals("hello", content.toString(StandardCharsets.US_ASCII).substring(0, 5));
        assertEquals("p 5", entry.name() + " " + entry.contentSize());
        assertEquals("b", reader.next().orElseThrow().name());
    }

    @Test
    void takesNamesFromExtensions() throws IOException {
        byte[] archive =
                new RawTar()
                        .pax("path", latin("long/ü"), "linkpath", latin("target/ü"))
                        .entry('1', "short", "", RawTar.at(157, "short"))
                        .end();
        TarEntry entry = read(archive).get(0);
        assertEquals(latin("long/ü"), entry.name());
        assertEquals(latin("target/ü"), entry.link());
    }

    @Test
    void takesNoExtensionForTheEntryAfterNext() throws IOException {
        byte[] archive = new RawTar().pax("path", "b").file("a", "").file("c", "").end();
        assertEquals(List.of("0 b", "0 c"), names(archive));
    }

    @Test
    void readsWhatTarWrites() throws Exception {
        String shortEnough = "d".repeat(90) + "/" + "f".repeat(90);
        String tooLong = "d".repeat(90) + "/" + "f".repeat(120);
        assertEquals(List.of("0 " + shortEnough), packed("ustar", shortEnough));
        for (String format : List.of("gnu", "posix")) {
            assertEquals(List.of("0 " + tooLong), packed(format, tooLong), format);
        }
    }

    private List<String> packed(String format, String name) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "x");
        return names(GnuTar.pack(folder, format, name));
    }

    @Test
    void knowsNameAndSizeOfAFileWithHoles() throws Exception {
        for (String version : List.of("0.0", "0.1", "1.0")) {
            makeHoles();
            TarEntry entry =
                    read(GnuTar.pack(
                                    folder, "posix", "--sparse-version=" + version, "-S", "sparse"))
                            .get(0);
            assertEquals("sparse 59000001", entry.name() + " " + entry.size(), version);
        }
    }

    @Test
    void doesNotPassOverHolesInGnusOldFormat() throws Exception {
        makeHoles();
        byte[] archive = GnuTar.pack(folder, "gnu", "-S", "sparse");
        TarReader reader = reader(new ByteArrayInputStream(archive));
        assertEquals("sparse", reader.next().orElseThrow().name());
        TarException e = assertThrows(TarException.class, reader::next);
        assertEquals("its entry sparse has holes in GNU's old form", e.getMessage());
        assertThrows(TarException.class, () -> reader.copyBlocks(OutputStream.nullOutputStream()));
    }

    private void makeHoles() throws IOException {
        try (FileChannel sparse =
                FileChannel.open(
                        folder.resolve("sparse"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            for (int i = 1; i < 60; i++) {
                sparse.write(ByteBuffer.wrap(new byte[] {1}), i * 1_000_000L);
            }
        }
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertRefused(
                TarException.Kind.NO_HEADER,
                "it has no tar header where one should be",
                new RawTar().raw("x".repeat(1024)).end());
    }

    @Test
    void refusesAnArchiveThatIsCutShort() {
        byte[] archive = new RawTar().file("a", "x".repeat(1000)).end();
        for (int length : new int[] {100, 511, 513, 700, 1511, 1512, 1535, 1537, 2047, 2049}) {
            assertRefused(
                    TarException.Kind.CUT_SHORT,
                    "its tar is cut short",
                    Arrays.copyOf(archive, length));
        }
    }

    @Test
    void noticesThatAFileIsCutShortWhichCanBeSetBehindItsEnd() throws Exception {
        for (long size : new long[] {1L << 20, 1L << 33, 1L << 62, Long.MAX_VALUE - 512}) {
            byte[] archive = new RawTar().pax("size", Long.toString(size)).file("a", "x").end();
            Path file = Files.write(folder.resolve("cut.tar"), archive);
            try (InputStream in = new FileInputStream(file.toFile())) {
                TarReader reader = reader(in);
                assertEquals(size, reader.next().orElseThrow().contentSize());
                TarException e = assertThrows(TarException.class, reader::next);
                assertEquals(TarException.Kind.CUT_SHORT, e.kind());
            }
        }
    }

    @Test
    void refusesASizeThatIsTooLargeWithItsPadding() {
        assertRefused(
                TarException.Kind.DAMAGED,
                "it has a tar header with a number that is negative or too large",
                new RawTar().pax("size", "9223372036854775807").file("a", "x").end());
    }

    @Test
    void refusesWhatGoesOnAfterAnEmptyBlock() {
        assertRefused(
                TarException.Kind.DAMAGED,
                "its tar goes on after an empty block",
                new RawTar().raw("\0".repeat(512)).file("hidden", "").end());
    }

    @Test
    void refusesBrokenExtensions() {
        for (String records :
                List.of("5 a=b", "99 a=b\n", "x a=b\n", "6 ab\n", "0 a=b\n", "-6 a=b\n", "6")) {
            assertRefused(
                    TarException.Kind.DAMAGED,
                    "it has a broken extension record",
                    new RawTar().entry('x', "pax", records).end());
        }
    }

    @Test
    void asksBeforeItHoldsAnExtension() throws IOException {
        for (char type : "xgLK".toCharArray()) {
            byte[] large = new RawTar().entry(type, "e", "x".repeat(LARGEST_EXTENSION + 1)).end();
            IOException e = assertThrows(IOException.class, () -> names(large));
            assertEquals("too large: 1048577", e.getMessage());
        }
    }

    private static List<String> names(byte[] archive) throws IOException {
        return read(archive).stream().map(e -> e.type() + " " + e.name()).toList();
    }

    private static List<TarEntry> read(byte[] archive) throws IOException {
        List<TarEntry> entries = new ArrayList<>();
        TarReader reader = reader(new ByteArrayInputStream(archive));
        for (Optional<TarEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
            entries.add(e.get());
        }
        return entries;
    }

    private static TarReader reader(InputStream in) {
        return new TarReader(
                in,
                size -> {
                    if (size > LARGEST_EXTENSION) {
                        throw new IOException("too large: " + size);
                    }
                });
    }

    private static void assertRefused(TarException.Kind kind, String why, byte[] archive) {
        TarException e = assertThrows(TarException.class, () -> read(archive));
        assertEquals(why, e.getMessage());
        assertEquals(kind, e.kind());
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
