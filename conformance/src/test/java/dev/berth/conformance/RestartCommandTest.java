package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Programs;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartCommandTest {
    @TempDir Path folder;

    private static String run(String script, Duration limit) throws IOException {
        return new RestartCommand(List.of("sh", "-c", script), limit).run();
    }

    @Test
    void endsWithTheCommandThoughItsPluginRunsOn() throws Exception {
        Path fifo = folder.resolve("fifo");
        Programs.run("mkfifo", fifo.toString());
        CompletableFuture<String> ended =
                CompletableFuture.supplyAsync(() -> started("cat < " + fifo + " & exit 0"));
        try {
            assertEquals("", ended.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } finally {
            // The plugin ends, too.
            Files.newOutputStream(fifo).close();
        }
    }

    private static String started(String script) {
        try {
            return run(script, TestTimeout.LIMIT);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatACommandThatFailsPrinted() throws IOException {
        assertEquals(
                "sh -c echo no; echo way >&2; exit 1: no\nway\n",
                run("echo no; echo way >&2; exit 1", TestTimeout.LIMIT));
    }

    @Test
    void endsACommandThatDoesNotReturn() throws Exception {
        Path fifo = folder.resolve("fifo");
        Programs.run("mkfifo", fifo.toString());
        String message =
                assertThrows(
                                IOException.class,
                                () -> run("exec cat < " + fifo, Duration.ofMillis(50)))
                        .getMessage();
        assertTrue(message.endsWith(" did not return within 0 s: "), message);
    }
}
