package dev.berth.shared.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChunkPipeTest {
    private final ChunkPipe pipe = new ChunkPipe(() -> Duration.ofMinutes(1));
    private final byte[] bytes = new byte[9_000_001];

    ChunkPipeTest() {
        new Random(1).nextBytes(bytes);
    }

    @Test
    void handsMoreOverThanItHoldsInTheirOrder() throws Exception {
        fill(new ByteArrayInputStream(bytes));
        assertArrayEquals(bytes, pipe.readAllBytes());
        assertEquals(-1, pipe.read());
    }

    @Test
    void throwsAtTheReaderWhatEndedTheOtherEachTime() throws Exception {
        fill(
                new InputStream() {
                    private int left = 3;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) {
                            return 'x';
                        }
                        throw new IOException("the disk is gone");
                    }
                });
        for (int i = 0; i < 2; i++) {
            IOException e = assertThrows(IOException.class, pipe::readAllBytes);
            assertEquals("the disk is gone", e.getMessage());
        }
    }

    @Test
    void givesEachChunkBackOnceThoughAReadIsRepeated() throws Exception {
        ChunkPipe waiting = new ChunkPipe(() -> Duration.ofMinutes(1));
        byte[] first = waiting.nextFree();
        first[0] = 'a';
        waiting.send(first, 1);
        assertEquals('a', waiting.read());
        for (int i = 0; i < 2; i++) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, waiting::read);
            assertEquals(true, Thread.interrupted());
        }
        assertSame(first, waiting.nextFree());
        assertNotSame(first, waiting.nextFree());
    }

    @Test
    void knowsWhetherItWasReadToItsEnd() throws Exception {
        fill(new ByteArrayInputStream(bytes, 0, 10)).get(1, TimeUnit.MINUTES);
        pipe.readNBytes(10);
        assertFalse(pipe.isRead());
        assertEquals(-1, pipe.read());
        assertTrue(pipe.isRead());
    }

    @Test
    void letsAReaderThatWaitsBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, pipe::read);
        assertEquals(true, Thread.interrupted());
    }

    @Test
    void takesAllAndDropsItOnceItIsClosed() throws Exception {
        pipe.close();
        pipe.fill(new ByteArrayInputStream(bytes));
        pipe.end(null);
        assertThrows(IOException.class, pipe::read);
    }

    @Test
    void letsWhoeverFillsItGoOnWhenItIsClosed() throws Exception {
        CompletableFuture<Void> filled = fill(new ByteArrayInputStream(bytes));
        assertEquals(bytes[0] & 0xff, pipe.read());
        pipe.close();
        filled.get(1, TimeUnit.MINUTES);
    }

    private CompletableFuture<Void> fill(InputStream from) {
        return CompletableFuture.runAsync(
                () -> {
                    Throwable failure = null;
                    try {
                        pipe.fill(from);
                    } catch (IOException | InterruptedException e) {
                        failure = e;
                    }
                    pipe.end(failure);
                });
    }
}
