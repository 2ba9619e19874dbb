package dev.berth.core.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PendingReadsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path top;
    private final AtomicInteger reads = new AtomicInteger();

    /** A pipe that nobody writes to holds its reader as a file system does that hangs. */
    private final PendingReads files =
            new PendingReads(
                    file -> {
                        reads.incrementAndGet();
                        return Files.readString(file);
                    });

    @Test
    void endTheWaitForAFileSystemThatHangs() throws Exception {
        Path pipe = pipe();
        String refusal =
                assertThrows(IOException.class, () -> files.read(pipe, SHORT)).getMessage();
        assertEquals(pipe + " was not read within 0.05 s: its file system hangs", refusal);
        Files.writeString(pipe, "x");
    }

    @Test
    void areNotMadeTwiceAtOnce() throws Exception {
        Path pipe = pipe();
        for (int i = 0; i < 5; i++) {
            assertThrows(IOException.class, () -> files.read(pipe, SHORT));
        }
        assertEquals(1, reads.get());
        Files.writeString(pipe, "x");
        Path other = Files.writeString(top.resolve("other"), "y");
        assertEquals("y", files.read(other, LONG));
    }

    @Test
    void areMadeAnewEachTime() throws Exception {
        Path file = Files.writeString(top.resolve("f"), "a");
        assertEquals("a", files.read(file, LONG));
        Files.writeString(file, "b");
        assertEquals("b", files.read(file, LONG));
    }

    @Test
    void tellWhatFailed() {
        PendingReads broken =
                new PendingReads(
                        file -> {
                            throw new StackOverflowError();
                        });
        IOException failure =
                assertThrows(IOException.class, () -> broken.read(Path.of("/x"), LONG));
        assertEquals("java.lang.StackOverflowError", failure.getMessage());
    }

    private Path pipe() throws Exception {
        Path pipe = top.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }
}
