package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.shared.content.BulkReadStream;
import dev.berth.shared.content.ChunkPipe;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnpackTimeTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final UnpackTime time = new UnpackTime(Duration.ofSeconds(3), clock::get);

    @Test
    void isOverAfterTheLimit() throws Exception {
        pass(Duration.ofSeconds(3));
        time.require();
        pass(Duration.ofNanos(1));
        IOException e = assertThrows(IOException.class, time::require);
        assertEquals("it takes longer than 3 s", e.getMessage());
    }

    @Test
    void standsStillWhileTheLayerIsWaitedFor() throws Exception {
        pass(Duration.ofSeconds(1));
        InputStream slow =
                new BulkReadStream() {
                    @Override
                    public int read(byte[] to, int at, int length) {
                        pass(Duration.ofHours(1));
                        assertEquals(Duration.ofSeconds(2), time.left());
                        return length;
                    }
                };
        assertEquals(10, time.excluding(slow).read(new byte[10]));
        assertEquals(Duration.ofSeconds(2), time.left());
        pass(Duration.ofSeconds(2));
        assertEquals(Duration.ZERO, time.left());
    }

    @Test
    void endsTheWaitingForTheNextChunk() {
        ChunkPipe pipe = new ChunkPipe(time::requireLeft);
        pass(Duration.ofSeconds(4));
        IOException e = assertThrows(IOException.class, pipe::read);
        assertEquals("it takes longer than 3 s", e.getMessage());
    }

    private void pass(Duration duration) {
        clock.addAndGet(duration.toNanos());
    }
}
