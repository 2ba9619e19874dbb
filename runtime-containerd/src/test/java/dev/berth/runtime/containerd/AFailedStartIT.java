package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.spi.PluginLaunch;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AFailedStartIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @AfterEach
    void leavesNothingBehind() throws Exception {
        assertEquals(Set.of(), HOST.runtime().ids());
        assertEquals("", HOST.ctr("tasks", "ls", "-q"));
        assertEquals("", HOST.ctr("containers", "ls", "-q"));
        assertEquals(List.of(), HOST.runtime().unmountBelow(HOST.newFolder("data")));
    }

    @Test
    void saysExitCodeAndLastLinesOfAPluginThatEndsAtOnce() throws Exception {
        PluginLaunch launch =
                launches()
                        .propagated(HOST.newFolder("data"))
                        .entrypoint("/bin/sh", "-c", "echo good; echo bad >&2; exit 3")
                        .launch();
        PluginRuntimeException e = failure(launch);
        assertEquals(3, e.exitCode().orElseThrow());
        assertEquals(List.of("bad", "good"), e.lastOutput().stream().sorted().toList());
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "plugin test/p ended with exit code 3 before its socket p.sock"
                                        + " accepted a connection; the last it printed:\n  "),
                e.getMessage());
    }

    @Test
    void saysThatAPluginPrintedNothing() throws Exception {
        PluginRuntimeException e =
                failure(launches().entrypoint("/bin/sh", "-c", "kill -9 $$; exit 1").launch());
        assertTrue(e.getMessage().endsWith("; it printed nothing"), e.getMessage());
    }

    @Test
    void namesTheSocketThatDidNotAppearInTime() throws Exception {
        PluginLaunch launch =
                launches()
                        .timeout(Duration.ofMillis(300))
                        .entrypoint("/bin/sh", "-c", "echo up; sleep 1000")
                        .launch();
        PluginTimeoutException e =
                assertThrows(PluginTimeoutException.class, () -> HOST.runtime().start(launch));
        assertEquals(
                "plugin test/p runs, but its socket "
                        + launch.socket().orElseThrow()
                        + " is not there after 0.3 s; the last it printed:\n  up",
                e.getMessage());
        assertEquals(Duration.ofMillis(300), e.limit());
    }

    @Test
    void saysThatASocketDoesNotAccept() throws Exception {
        PluginLaunch launch =
                launches()
                        .timeout(Duration.ofMillis(500))
                        .entrypoint(
                                Scripts.running(
                                        "socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S,"
                                            + " sockaddr_un('/run/docker/plugins/p.sock')); sleep"
                                            + " 1000"))
                        .launch();
        PluginTimeoutException e =
                assertThrows(PluginTimeoutException.class, () -> HOST.runtime().start(launch));
        assertTrue(e.getMessage().contains("does not accept a connection"), e.getMessage());
    }

    @Test
    void saysWhatTheRuntimeSays() throws Exception {
        PluginRuntimeException e = failure(launches().entrypoint("/not-there").launch());
        assertTrue(
                e.getMessage().startsWith("plugin test/p cannot be started: failed to create shim"),
                e.getMessage());
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "exec: \"/not-there\": stat /not-there: no such file or"
                                        + " directory"),
                e.getMessage());
    }

    /** Its container is being made meanwhile. */
    @Test
    void saysWhyTheHostCannotBePrepared() throws Exception {
        Path file = HOST.folder().resolve("no-folder");
        Files.deleteIfExists(file);
        Files.createFile(file);
        assertMessage(
                "plugin test/p cannot be started: " + file,
                failure(launches().propagated(file.resolve("data")).launch()));
    }

    @Test
    void isToldBeforeAnythingIsMade() throws Exception {
        assertMessage("its config has no entrypoint", failure(launches().entrypoint().launch()));
        assertMessage(
                "its mount \"m\" has the source /no/such, which is not there",
                failure(launches().mount("m", Optional.of("/no/such"), "/m").launch()));
        assertMessage(
                "its device \"d\": /dev/no-such is not there",
                failure(launches().device("d", Optional.of("/dev/no-such")).launch()));
        assertMessage(
                "its socket's name leads out of its folder",
                failure(launches().socket("../x").launch()));
        assertMessage(
                "is longer than the kernel's 107 bytes",
                failure(launches().socket("x".repeat(100)).launch()));
    }

    @Test
    void saysThatContainerdIsNotThereAndWhatToDo() throws Exception {
        ContainerdRuntime runtime =
                new ContainerdRuntime(
                        new TestConfiguration(
                                Path.of("/tmp/no-such.sock"),
                                HOST.namespace(),
                                HOST.newFolder("other-run")),
                        new RecordingLog().logger(),
                        CallTracer.NONE);
        PluginLaunch launch = launches().launch();
        PluginRuntimeException e =
                assertThrows(PluginRuntimeException.class, () -> runtime.start(launch));
        assertTrue(
                e.getMessage().contains("containerd does not answer at /tmp/no-such.sock"),
                e.getMessage());
        assertTrue(e.getMessage().endsWith("start it, or configure its address"), e.getMessage());
        runtime.close();
    }

    @Test
    void endsSoonAfterItsThreadWasInterrupted() throws Exception {
        PluginLaunch launch =
                launches()
                        .id("interrupted")
                        .propagated(HOST.newFolder("data"))
                        .entrypoint("/bin/sh", "-c", "echo up; sleep 1000")
                        .launch();
        CompletableFuture<Exception> outcome = new CompletableFuture<>();
        Thread starter = starter(launch, outcome);
        assertEquals("info test/interrupted: up", HOST.log().next("interrupted"));
        starter.interrupt();
        assertTrue(outcome.get(20, TimeUnit.SECONDS) instanceof InterruptedException);
        HOST.runtime().clear("interrupted");
        assertFalse(HOST.runtime().ids().contains("interrupted"));
    }

    @Test
    void leavesNothingBehindWhereverItWasInterrupted() throws Exception {
        PluginLaunch launch =
                launches()
                        .propagated(HOST.newFolder("data"))
                        .entrypoint("/bin/sh", "-c", "sleep 1000")
                        .launch();
        for (int moment = 1; moment < 400; moment += 25) {
            CompletableFuture<Exception> outcome = new CompletableFuture<>();
            Thread starter = starter(launch, outcome);
            starter.join(moment);
            starter.interrupt();
            assertTrue(outcome.get(20, TimeUnit.SECONDS) instanceof InterruptedException);
            // Waits for the undoing, which the start does not.
            HOST.runtime().clear(launch.id());
            leavesNothingBehind();
        }
    }

    private static Thread starter(PluginLaunch launch, CompletableFuture<Exception> outcome) {
        Thread starter =
                new Thread(
                        () -> {
                            try {
                                HOST.runtime().start(launch);
                                outcome.complete(new IOException("it started"));
                            } catch (InterruptedException | RuntimeException e) {
                                outcome.complete(e);
                            }
                        },
                        "test-starter");
        starter.start();
        return starter;
    }

    private SampleLaunches launches() throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder("s"));
    }

    private static PluginRuntimeException failure(PluginLaunch launch) {
        return assertThrows(PluginRuntimeException.class, () -> HOST.runtime().start(launch));
    }

    private static void assertMessage(String part, PluginRuntimeException e) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
