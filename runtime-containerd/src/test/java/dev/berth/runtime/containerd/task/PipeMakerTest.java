package dev.berth.runtime.containerd.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.host.HostProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipeMakerTest {
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int OWNER_ONLY = 0600;

    @TempDir Path folder;

    private final ExecutorService starts = Executors.newCachedThreadPool();
    private final Semaphore inLine = new Semaphore(0);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private PipeMaker maker;

    /** Runs mkfifo when somebody has read from "run", and then writes to "go". */
    @BeforeEach
    void writeProgram() throws Exception {
        Path program = folder.resolve("mkfifo");
        Programs.run("mkfifo", folder.resolve("run").toString(), folder.resolve("go").toString());
        Files.writeString(
                program,
                """
                #!/bin/sh
                echo run >%1$s/run
                read line <%1$s/go
                exec mkfifo "$@"
                """
                        .formatted(folder));
        Programs.run("chmod", "700", program.toString());
        maker = new PipeMaker(new HostProgram(program.toString()), new NotedTurn());
    }

    private final class NotedTurn extends Semaphore {
        private static final long serialVersionUID = 1L;

        NotedTurn() {
            super(1, true);
        }

        @Override
        public void acquire() throws InterruptedException {
            inLine.release();
            super.acquire();
        }
    }

    @AfterEach
    void stop() {
        starts.shutdownNow();
    }

    private void awaitRun() throws IOException {
        assertEquals("run\n", Files.readString(folder.resolve("run")));
    }

    /** Lets the next run go on. */
    private void go() throws IOException {
        awaitRun();
        Files.writeString(folder.resolve("go"), "go\n");
    }

    private Future<Void> start(String... names) {
        Path[] pipes = List.of(names).stream().map(folder::resolve).toArray(Path[]::new);
        return starts.submit(
                () -> {
                    try {
                        maker.make(pipes);
                    } catch (InterruptedException e) {
                        givenUp.countDown();
                    }
                    return null;
                });
    }

    private static void await(Future<?> start) throws Exception {
        start.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitGivenUp() throws InterruptedException {
        assertTrue(givenUp.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    private void isPipe(String name) throws IOException {
        Object mode =
                Files.getAttribute(folder.resolve(name), "unix:mode", LinkOption.NOFOLLOW_LINKS);
        assertEquals(FIFO, (Integer) mode & TYPE);
        assertEquals(OWNER_ONLY, (Integer) mode & 0777);
    }

    /** Starts whose orders are in line. */
    private List<Future<Void>> inLine(String... names) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        for (String name : names) {
            all.add(start(name));
            assertTrue(inLine.tryAcquire(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        return all;
    }

    @Test
    void makesPipesForTheirOwnerAlone() throws Exception {
        Future<Void> start = start("out", "err");
        go();
        await(start);
        isPipe("out");
        isPipe("err");
    }

    @Test
    void makesByOneRunWhatSeveralAskForWhileItRuns() throws Exception {
        List<Future<Void>> starts = inLine("first", "a", "b", "c");
        go();
        await(starts.get(0));
        go();
        for (Future<Void> start : starts) {
            await(start);
        }
        for (String name : List.of("first", "a", "b", "c")) {
            isPipe(name);
        }
    }

    @Test
    void failsByItsOwnFaultOnly() throws Exception {
        List<Future<Void>> starts = inLine("first", "no/such/folder", "b");
        go();
        await(starts.get(0));
        go();
        await(starts.get(2));
        go();
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> await(starts.get(1)));
        assertInstanceOf(IOException.class, failure.getCause());
        assertTrue(failure.getMessage().contains("no/such/folder"), failure.getMessage());
        isPipe("b");
    }

    @Test
    void failsWhereSomethingIsAlready() throws Exception {
        Programs.run("mkfifo", folder.resolve("err").toString());
        Future<Void> start = start("out", "err");
        go();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(start));
        assertInstanceOf(IOException.class, failure.getCause());
        assertTrue(failure.getMessage().contains("err"), failure.getMessage());
    }

    @Test
    void leavesOthersInLineWhenTheOneThatRunsItIsInterrupted() throws Exception {
        List<Future<Void>> starts = inLine("first", "b");
        awaitRun();
        starts.get(0).cancel(true);
        awaitGivenUp();
        go();
        await(starts.get(1));
        isPipe("b");
    }

    @Test
    void makesNothingForWhoHasGivenUpInLine() throws Exception {
        List<Future<Void>> starts = inLine("first", "b", "c");
        starts.get(1).cancel(true);
        awaitGivenUp();
        go();
        await(starts.get(0));
        go();
        await(starts.get(2));
        isPipe("c");
        assertFalse(Files.exists(folder.resolve("b"), LinkOption.NOFOLLOW_LINKS));
    }
}
