package dev.berth.core.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipStreamTest {
    private static final int BLOCK = ParallelGzipStream.BLOCK;

    @AfterEach
    void isNotInterrupted() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 9 * BLOCK + 17, 40 * BLOCK - 1})
    void givesBackWhatWasWritten(int size) throws IOException {
        byte[] content = content(size);
        byte[] gzip = gzip(content, 3, 100_000);
        assertArrayEquals(content, gunzip(gzip));
    }

    @Test
    void givesBackWhatCannotBeCompressed() throws IOException {
        byte[] content = new byte[3 * BLOCK + 5];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, gunzip(gzip(content, 2, content.length)));
    }

    @Test
    void storesBlocksThatCannotBeCompressedAndCompressesThoseBetween() throws IOException {
        byte[] content = new byte[4 * BLOCK];
        new Random(1).nextBytes(content);
        System.arraycopy(content(BLOCK), 0, content, BLOCK, BLOCK);
        // Of the last block a quarter.
        System.arraycopy(content(BLOCK / 4), 0, content, 3 * BLOCK, BLOCK / 4);
        byte[] gzip = gzip(content, 2, content.length);
        assertArrayEquals(content, gunzip(gzip));
        int least = 2 * BLOCK + BLOCK * 3 / 4;
        int saved = content.length - gzip.length;
        assertTrue(gzip.length > least, "length: " + gzip.length);
        assertTrue(saved > BLOCK / 2, "saved: " + saved);
    }

    @Test
    void storesWhatCannotBeCompressedThoughItBeginsAnywhereInABlock() throws IOException {
        byte[] content = content(4 * BLOCK);
        byte[] dense = new byte[BLOCK];
        new Random(2).nextBytes(dense);
        System.arraycopy(dense, 0, content, BLOCK / 2 + 512, BLOCK);
        System.arraycopy(dense, 0, content, 3 * BLOCK, BLOCK);
        byte[] gzip = gzip(content, 2, content.length);
        assertArrayEquals(content, gunzip(gzip));
        assertTrue(indexOf(gzip, dense, BLOCK / 2, 60_000) > 0, "as it is");
        assertTrue(gzip.length < content.length - BLOCK / 2, "length: " + gzip.length);
    }

    private static int indexOf(byte[] bytes, byte[] part, int from, int length) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(part, from, length, StandardCharsets.ISO_8859_1));
    }

    @Test
    void givesTheSameBytesHoweverItIsWritten() throws IOException {
        byte[] content = content(5 * BLOCK + 3);
        byte[] gzip = gzip(content, 1, content.length);
        assertArrayEquals(gzip, gzip(content, 4, 7));
        assertArrayEquals(gzip, gzip(content, 2, BLOCK));
    }

    /** Each block knows the end of the one before. */
    @Test
    void isNoLargerThanOfOneThread() throws IOException {
        byte[] content = content(20 * BLOCK);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(plain)) {
            gzip.write(content);
        }
        int size = gzip(content, 2, content.length).length;
        assertTrue(size < plain.size() * 1.01, size + " of " + plain.size());
    }

    @Test
    void passesOnWhatTheStreamBelowThrows() throws IOException {
        IOException full = new IOException("no space left");
        OutputStream below =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw full;
                    }
                };
        try (ParallelGzipStream gzip = new ParallelGzipStream(below)) {
            gzip.write(1);
            assertEquals(full, assertThrows(IOException.class, gzip::finish));
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        try (ParallelGzipStream gzip = new ParallelGzipStream(new ByteArrayOutputStream(), 1)) {
            gzip.write(content(BLOCK));
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, gzip::finish);
        }
    }

    private static byte[] gzip(byte[] content, int threads, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelGzipStream gzip = new ParallelGzipStream(out, threads)) {
            for (int at = 0; at < content.length; at += piece) {
                gzip.write(content, at, Math.min(piece, content.length - at));
            }
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    /** Words that come again, so that there is something to compress. */
    private static byte[] content(int size) {
        Random random = new Random(size);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] =
                    (byte) ("etaoin shrdlu".charAt(random.nextInt(13)) + (i % 97 == 0 ? 1 : 0));
        }
        return content;
    }
}
