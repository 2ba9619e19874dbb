package dev.berth.core.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputLine.Stream;
import dev.berth.plugin.OutputReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeptOutputTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private long limit = 1_000;
    private final KeptOutput output = new KeptOutput(() -> limit);

    private void write(String text) {
        output.add(OutputLine.of(Instant.EPOCH, Stream.STDOUT, text));
    }

    private static List<String> now(OutputReader reader) throws InterruptedException {
        return reader.read(Duration.ZERO).stream().map(OutputLine::text).toList();
    }

    @Test
    void givesWhatIsKeptAndThenWhatCameSince() throws Exception {
        write("a");
        write("b");
        OutputReader reader = output.reader();
        assertEquals(List.of("a", "b"), now(reader));
        assertEquals(List.of(), now(reader));
        write("c");
        assertEquals(List.of("c"), now(reader));
        assertEquals(List.of("a", "b", "c"), now(output.reader()));
        assertEquals(0, reader.missed());
    }

    @Test
    void dropsTheOldestLinesAboveItsSize() throws Exception {
        OutputReader slow = output.reader();
        assertEquals(List.of(), now(slow));
        for (int i = 0; i < 100; i++) {
            write("line " + i);
        }
        assertEquals(9, now(output.reader()).size());
        assertEquals("line 91", now(slow).get(0));
        assertEquals(91, slow.missed());
        OutputReader late = output.reader();
        now(late);
        assertEquals(0, late.missed(), "what was gone before it came");
    }

    @Test
    void aLineLargerThanTheSizeIsNotKept() throws Exception {
        write("a");
        write("x".repeat(1_001));
        assertEquals(List.of(), now(output.reader()));
        limit = 0;
        write("b");
        assertEquals(List.of(), now(output.reader()));
    }

    @Test
    void waitsForALine() throws Exception {
        OutputReader reader = output.reader();
        CompletableFuture<List<OutputLine>> read = reading(reader);
        write("a");
        assertEquals("a", read.get(20, TimeUnit.SECONDS).get(0).text());
        assertFalse(reader.isEnded());
    }

    @Test
    void endsWithThePluginAfterItsLastLine() throws Exception {
        OutputReader reader = output.reader();
        CompletableFuture<List<OutputLine>> read = reading(reader);
        output.end();
        assertEquals(List.of(), read.get(20, TimeUnit.SECONDS));
        assertTrue(reader.isEnded());
        write("a");
        assertFalse(reader.isEnded());
        assertEquals(List.of("a"), now(reader));
        assertTrue(reader.isEnded());
    }

    @Test
    void anInterruptEndsAWait() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> output.reader().read(LONG));
    }

    private static CompletableFuture<List<OutputLine>> reading(OutputReader reader) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reader.read(LONG);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
