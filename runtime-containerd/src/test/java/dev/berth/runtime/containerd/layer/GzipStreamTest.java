package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shared.content.BulkFilterStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    private final byte[] plain = new byte[300_000];

    GzipStreamTest() {
        new Random(1).nextBytes(plain);
        Arrays.fill(plain, 0, 100_000, (byte) 'x');
    }

    @Test
    void readsMembersThatComeInSinglesOfBytesFromWhatNeverTellsHowManyAreThere() throws Exception {
        byte[] first = LayerTar.gzip(Arrays.copyOf(plain, 1000));
        byte[] second = LayerTar.gzip(Arrays.copyOfRange(plain, 1000, plain.length));
        InputStream slow =
                new BulkFilterStream(new ByteArrayInputStream(joined(first, second))) {
                    @Override
                    public int read(byte[] to, int at, int length) throws IOException {
                        return in.read(to, at, Math.min(1, length));
                    }

                    @Override
                    public int available() {
                        return 0;
                    }
                };
        assertArrayEquals(plain, new GzipStream(slow).readAllBytes());
    }

    @Test
    void passesOverWhatAHeaderMayHave() throws Exception {
        byte[] header = {
            0x1f,
            (byte) 0x8b,
            8,
            2 | 4 | 8 | 16,
            0,
            0,
            0,
            0,
            0,
            3,
            2,
            0,
            'e',
            'x',
            'n',
            0,
            'c',
            0,
            9,
            9
        };
        byte[] gzip = LayerTar.gzip(plain);
        byte[] withAll = joined(header, Arrays.copyOfRange(gzip, 10, gzip.length));
        assertArrayEquals(plain, read(withAll));
    }

    @Test
    void refusesWhatIsNoGzipOrNotWhatWasCompressed() throws Exception {
        byte[] gzip = LayerTar.gzip(plain);
        assertRefused("gzip: invalid header", joined(gzip, new byte[512]));
        assertRefused("gzip: invalid header", "PK".repeat(9).getBytes(StandardCharsets.US_ASCII));
        assertRefused("its gzip is cut short", Arrays.copyOf(gzip, gzip.length - 1));
        assertRefused("its gzip is cut short", Arrays.copyOf(gzip, 5));
        byte[] size = gzip.clone();
        size[gzip.length - 1] ^= 1;
        assertRefused("Corrupt GZIP trailer", size);
        byte[] block = gzip.clone();
        block[10] = 7;
        assertRefused("its gzip is broken: invalid block type", block);
    }

    private static void assertRefused(String why, byte[] gzip) {
        assertEquals(why, assertThrows(IOException.class, () -> read(gzip)).getMessage());
    }

    private static byte[] read(byte[] gzip) throws IOException {
        try (InputStream in = new GzipStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first);
        whole.writeBytes(second);
        return whole.toByteArray();
    }
}
