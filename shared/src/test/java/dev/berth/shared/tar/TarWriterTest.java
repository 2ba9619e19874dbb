package dev.berth.shared.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.GnuTar;
import dev.berth.testing.RawTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarWriterTest {
    private static final String LONG = "n".repeat(101);

    @TempDir Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarWriter writer = new TarWriter(bytes);

    @Test
    void writesWhatTarUnpacks() throws Exception {
        writer.folder("d/");
        writer.file("d/f", "hello".getBytes(StandardCharsets.US_ASCII));
        writer.file(LONG, new byte[1000]);
        writer.end();
        GnuTar.unpack(bytes.toByteArray(), folder);
        assertEquals("hello", Files.readString(folder.resolve("d/f")));
        assertArrayEquals(new byte[1000], Files.readAllBytes(folder.resolve(LONG)));
    }

    @Test
    void writesWhatIsReadHere() throws IOException {
        PaxRecords records = PaxRecords.NONE.with("path", "p\u00e4").with("uid", "5");
        writer.records(records);
        writer.header(TarHeaderBuilder.of('1', "n").mode(0755).link("l").build());
        writer.end();
        TarEntry entry = read().next().orElseThrow();
        assertTrue(entry.isHardLink());
        assertEquals(List.of("p\u00e4", "l"), List.of(entry.name(), entry.link()));
        assertArrayEquals(records.bytes(), entry.records().bytes());
    }

    @Test
    void saysInARecordHowLargeAFileOf8GigabytesIs() throws IOException {
        long size = 1L << 33;
        OutputStream start = new FirstBytes(bytes, 2048);
        new TarWriter(start).file("large", size, InputStream.nullInputStream());
        assertEquals(size, read().next().orElseThrow().contentSize());
    }

    @Test
    void copiesAnEntryByteForByte() throws IOException {
        byte[] archive =
                new RawTar()
                        .pax("path", "p", "SCHILY.xattr.a", "\0\u00ff=\n")
                        .file("plain", "hello", RawTar.at(500, "junk"))
                        .end();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), size -> {});
        TarEntry entry = reader.next().orElseThrow();
        writer.extension(entry.extensions().pax().orElseThrow().header(), entry.records().bytes());
        writer.header(entry.header());
        reader.copyBlocks(bytes);
        writer.end();
        assertArrayEquals(archive, bytes.toByteArray());
    }

    @Test
    void takesTheFrontOffANameInEachFormat() throws IOException {
        String end = "e".repeat(90) + "/" + "n".repeat(90);
        RawTar.Patch prefix = RawTar.at(345, "front/" + "e".repeat(90));
        String name = "n".repeat(90);
        RawTar.Patch gnu = RawTar.at(257, "ustar  \0");
        RawTar.Patch star = RawTar.at(508, "tar\0");
        assertEquals(end, shortened(end, RawTar.header('0', name, 0, prefix)));
        assertEquals(end, shortened(end, RawTar.header('0', name, 0, prefix, gnu)));
        assertEquals(end, shortened(end, RawTar.header('0', name, 0, prefix, star)));
        assertEquals(name, shortened(name, RawTar.header('0', name, 0, prefix)));
        assertEquals("n", shortened("n", RawTar.header('0', "front/n", 0)));
        byte[] times =
                RawTar.header('0', "front/n", 0, gnu, RawTar.at(345, "00000000001\00000000002\0"));
        TarHeader kept = TarHeaderBuilder.shortened(TarHeader.parse(times), "n");
        assertEquals("00000000001", RawTar.text(kept.bytes()).substring(345, 356));
    }

    @Test
    void refusesANameThatItsFormatCannotSay() throws IOException {
        String name = "n".repeat(100);
        byte[] header =
                RawTar.header(
                        '0', name, 0, RawTar.at(257, "ustar  \0"), RawTar.at(345, "front/777"));
        TarException e = assertThrows(TarException.class, () -> shortened("777/" + name, header));
        assertEquals("its entry front/777/" + name + " cannot be renamed", e.getMessage());
    }

    private static String shortened(String name, byte[] header) throws TarException {
        return TarHeaderBuilder.shortened(TarHeader.parse(header), name).name();
    }

    private TarReader read() {
        return new TarReader(new ByteArrayInputStream(bytes.toByteArray()), size -> {});
    }

    /** Takes so many bytes, and loses the others. */
    private static final class FirstBytes extends OutputStream {
        private final OutputStream out;
        private int left;

        FirstBytes(OutputStream out, int count) {
            this.out = out;
            this.left = count;
        }

        @Override
        public void write(int one) throws IOException {
            if (left-- > 0) {
                out.write(one);
            }
        }
    }
}
