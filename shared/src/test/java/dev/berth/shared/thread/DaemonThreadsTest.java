package dev.berth.shared.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {
    private static final Runnable NOTHING = () -> {};

    @Test
    void areDaemonsOfTheNameThatRunTheTask() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread thread = DaemonThreads.create("berth-x", () -> ran.complete(Thread.currentThread()));
        assertEquals(Thread.State.NEW, thread.getState());
        assertEquals("berth-x", thread.getName());
        assertTrue(thread.isDaemon());
        thread.start();
        assertEquals(thread, ran.get());
    }

    @Test
    void canHaveAStackOfAnotherSize() throws Exception {
        Thread thread = DaemonThreads.create("berth-small", 128 * 1024, NOTHING);
        assertEquals("berth-small", thread.getName());
        assertTrue(thread.isDaemon());
        thread.start();
        thread.join();
    }

    @Test
    void haveAllTheSameNameOrANumberEach() {
        ThreadFactory named = DaemonThreads.named("berth-x");
        assertEquals("berth-x", named.newThread(NOTHING).getName());
        assertEquals("berth-x", named.newThread(NOTHING).getName());
        ThreadFactory numbered = DaemonThreads.numbered("berth-y-");
        assertEquals("berth-y-1", numbered.newThread(NOTHING).getName());
        Thread second = numbered.newThread(NOTHING);
        assertEquals("berth-y-2", second.getName());
        assertTrue(second.isDaemon());
    }
}
