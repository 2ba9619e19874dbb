package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ALiveRestoreIT {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String SPEAKING = "$SIG{USR1} = sub { print \"hello\\n\" }";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void takesOverARunningPluginWithItsOutput() throws Exception {
        PluginLaunch launch = launch("kept");
        RecordingLog first = new RecordingLog();
        ContainerdRuntime before = HOST.newRuntime(first);
        PluginTask old = before.start(launch);
        // It accepts a connection before it says so; what nobody has read is the next engine's.
        assertEquals("info test/kept: ready", first.next(" test/kept: "));
        before.close();
        say(old.pid());
        RecordingLog log = new RecordingLog();
        ContainerdRuntime after = HOST.newRuntime(log);
        PluginTask task = after.attach(launch).orElseThrow();
        assertEquals(old.pid(), task.pid());
        // Said while there was no engine.
        assertEquals("info test/kept: hello", log.next(" test/kept: "));
        say(task.pid());
        assertEquals("info test/kept: hello", log.next(" test/kept: "));
        assertEquals(0, task.stop(GRACE).code());
        assertFalse(after.ids().contains("kept"));
        after.close();
    }

    /** As on a busy host: containerd waits for two seconds, and calls the state unknown. */
    @Test
    void takesOverAPluginWhoseShimDoesNotAnswerAtFirst() throws Exception {
        PluginLaunch launch = launch("slow-shim");
        ContainerdRuntime before = HOST.newRuntime(new RecordingLog());
        PluginTask old = before.start(launch);
        before.close();
        String shim = Long.toString(parent(old).pid());
        Programs.run("kill", "-STOP", shim);
        AtomicInteger replies = new AtomicInteger();
        ContainerdRuntime after =
                new ContainerdRuntime(
                        ContainerdHost.configuration(HOST.folder()),
                        new RecordingLog().logger(),
                        method ->
                                method.path().endsWith("Tasks/Get")
                                        ? onReply(() -> goOn(shim, replies))
                                        : CallTracer.Trace.NONE);
        PluginTask task = after.attach(launch).orElseThrow();
        assertEquals(old.pid(), task.pid());
        assertTrue(replies.get() > 1, "replies: " + replies);
        assertEquals(0, task.stop(GRACE).code());
        after.close();
    }

    private static CallTracer.Trace onReply(Runnable action) {
        return new CallTracer.Trace() {
            @Override
            public void replied() {
                action.run();
            }
        };
    }

    private static void goOn(String process, AtomicInteger replies) {
        if (replies.incrementAndGet() == 1) {
            try {
                Programs.run("kill", "-CONT", process);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static ProcessHandle parent(PluginTask task) {
        return ProcessHandle.of(task.pid()).flatMap(ProcessHandle::parent).orElseThrow();
    }

    @Test
    void takesOverNothingThatDoesNotRunOrDoesNotAccept() throws Exception {
        assertEquals(Optional.empty(), HOST.runtime().attach(launch("unknown")));
        PluginTask task = HOST.runtime().start(launch("other-socket"));
        assertEquals(
                Optional.empty(),
                HOST.runtime()
                        .attach(
                                launches("other-socket")
                                        .socket("not-there.sock")
                                        .entrypoint("x")
                                        .launch()));
        assertFalse(task.exit().toCompletableFuture().isDone());
        task.stop(GRACE);
    }

    @Test
    void seesAPluginThroughARestartOfContainerd() throws Exception {
        PluginTask task = HOST.runtime().start(launch("through"));
        HOST.containerd().kill();
        HOST.containerd().restart();
        say(task.pid());
        HOST.log().next("through");
        assertEquals("info test/through: hello", HOST.log().next("through"));
        assertFalse(task.exit().toCompletableFuture().isDone());
        assertEquals(0, task.stop(GRACE).code());
    }

    @Test
    void learnsOfAnEndThatCameWhileContainerdWasAway() throws Exception {
        PluginTask task = HOST.runtime().start(launch("away"));
        HOST.containerd().kill();
        ProcessHandle process = ProcessHandle.of(task.pid()).orElseThrow();
        Programs.run("kill", "-TERM", Long.toString(task.pid()));
        process.onExit().get(20, TimeUnit.SECONDS);
        HOST.containerd().restart();
        int code = task.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code();
        // From 1.7 on containerd deletes such a shim as it starts, and its exit code with it.
        assertTrue(Set.of(0, 137).contains(code), "" + code);
        task.stop(GRACE);
        assertFalse(HOST.runtime().ids().contains("away"));
    }

    @Test
    void learnsOfTheEndOfAPluginWhoseShimIsKilled() throws Exception {
        PluginTask task = HOST.runtime().start(launch("shimless"));
        ProcessHandle process = ProcessHandle.of(task.pid()).orElseThrow();
        process.parent().orElseThrow().destroyForcibly();
        assertEquals(137, task.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code());
        assertEquals(137, task.stop(GRACE).code());
        assertFalse(process.isAlive());
        assertFalse(HOST.runtime().ids().contains("shimless"));
        assertTrue(HOST.ctr("tasks", "ls", "-q").isEmpty());
    }

    private static void say(long pid) throws IOException, InterruptedException {
        Programs.run("kill", "-USR1", Long.toString(pid));
    }

    private static PluginLaunch launch(String id) throws IOException {
        return launches(id).entrypoint(Scripts.listening(SPEAKING)).launch();
    }

    private static SampleLaunches launches(String id) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("s/" + id)).id(id);
    }
}
