package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.berth.shared.host.HostProgram;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPipeTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path folder;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final LineSplitter splitter =
            new LineSplitter(1000, line -> lines.add(LineSplitter.text(line)));
    private Path pipe;

    @BeforeEach
    void makePipe() throws Exception {
        pipe = folder.resolve("pipe");
        new HostProgram("mkfifo").run(pipe.toString());
    }

    @Test
    void isOpenedThoughNobodyWritesYet() {
        assertTimeoutPreemptively(SOON, () -> OutputPipe.open(pipe, "test", splitter).close());
    }

    @Test
    void outlivesAWriter() throws Exception {
        try (OutputPipe output = OutputPipe.open(pipe, "test", splitter)) {
            write("one\n");
            assertEquals("one", lines.take());
            assertFalse(output.end().isDone());
            write("two\n");
            assertEquals("two", lines.take());
        }
    }

    @Test
    void endsAfterAllIsReadOnceItIsReleased() throws Exception {
        OutputPipe output = OutputPipe.open(pipe, "test", splitter);
        write("one\ntwo");
        output.release();
        assertTimeoutPreemptively(SOON, () -> output.end().join());
        assertEquals(List.of("one", "two"), List.copyOf(lines));
    }

    @Test
    void doesNotEndBeforeTheLastWriterIsGone() throws Exception {
        OutputPipe output = OutputPipe.open(pipe, "test", splitter);
        try (OutputStream writer = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
            output.release();
            assertFalse(output.end().isDone());
            writer.write("late\n".getBytes(StandardCharsets.UTF_8));
        }
        assertTimeoutPreemptively(SOON, () -> output.end().join());
        assertEquals("late", lines.take());
    }

    @Test
    void endsItsThreadWhenItIsClosedWhileReading() throws Exception {
        OutputPipe output = OutputPipe.open(pipe, "test", splitter);
        output.close();
        assertTimeoutPreemptively(SOON, () -> output.end().join());
    }

    private void write(String text) throws Exception {
        Files.writeString(pipe, text, StandardOpenOption.WRITE);
    }
}
