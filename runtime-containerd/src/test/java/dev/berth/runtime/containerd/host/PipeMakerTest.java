package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipeMakerTest {
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int OWNER_ONLY = 0600;

    @TempDir Path folder;

    private final PipeMaker maker = new PipeMaker(new HostProgram("mkfifo"));

    private void isPipe(String name) throws IOException {
        Object mode =
                Files.getAttribute(folder.resolve(name), "unix:mode", LinkOption.NOFOLLOW_LINKS);
        assertEquals(FIFO, (Integer) mode & TYPE);
        assertEquals(OWNER_ONLY, (Integer) mode & 0777);
    }

    @Test
    void makesPipesForTheirOwnerAlone() throws Exception {
        maker.make(folder.resolve("out"), folder.resolve("err"));
        isPipe("out");
        isPipe("err");
    }

    @Test
    void makesWhatItCanAndFailsByWhatItCannot() throws Exception {
        Path bad = folder.resolve("no/such/folder");
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> maker.make(folder.resolve("out"), bad, folder.resolve("err")));
        assertTrue(e.getMessage().contains("no/such/folder"), e.getMessage());
        isPipe("out");
        isPipe("err");
    }

    @Test
    void failsWhereSomethingIsAlready() throws Exception {
        Programs.run("mkfifo", folder.resolve("err").toString());
        IOException e =
                assertThrows(
                        IOException.class,
                        () -> maker.make(folder.resolve("out"), folder.resolve("err")));
        assertTrue(e.getMessage().contains("err"), e.getMessage());
    }

    /** mkfifo makes nothing for several here, as if its run had been killed. */
    @Test
    void makesAloneWhatARunForSeveralHasNotMade() throws Exception {
        Path script = folder.resolve("mkfifo");
        Files.writeString(script, "#!/bin/sh\n[ $# -gt 3 ] && exit 0\nexec mkfifo \"$@\"\n");
        Programs.run("chmod", "700", script.toString());
        NotedTurn turn = new NotedTurn();
        turn.acquire();
        turn.awaitOneInLine();
        PipeMaker together = new PipeMaker(new HostProgram(script.toString()), turn);
        List<Future<?>> starts = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        for (String name : List.of("a", "b", "no/such/folder")) {
            starts.add(threads.submit(() -> make(together, name)));
            turn.awaitOneInLine();
        }
        turn.release();
        await(starts.get(0));
        await(starts.get(1));
        assertThrows(ExecutionException.class, () -> await(starts.get(2)));
        threads.shutdown();
        isPipe("a");
        isPipe("b");
    }

    private Void make(PipeMaker maker, String name) throws IOException, InterruptedException {
        maker.make(folder.resolve(name));
        return null;
    }

    private static void await(Future<?> thread) throws Exception {
        thread.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
