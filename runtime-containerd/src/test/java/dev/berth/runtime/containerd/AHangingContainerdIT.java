package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** containerd hangs (SIGSTOP) or is away: what waits for it, and what is done once it is back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AHangingContainerdIT {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long STOP_LIMIT_SECONDS = 30;

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private final RecordingLog log = new RecordingLog();

    @BeforeAll
    static void makeFolders() throws IOException {
        HOST.newFolder("s");
        HOST.newFolder("data");
    }

    @Test
    void letsAStartBeInterruptedWithinASecondAtEachCall() throws Exception {
        boolean hung = true;
        int calls = 0;
        while (hung) {
            calls++;
            hung = interruptsAt(calls);
            assertEquals(List.of(), new RuntimeTraces(HOST).find(), "call " + calls);
        }
        assertTrue(calls > 4, "calls: " + calls);
    }

    /** Returns whether there was such a call. */
    private boolean interruptsAt(int place) throws Exception {
        CompletableFuture<Boolean> hung = new CompletableFuture<>();
        CallFault fault = new CallFault(place, Moment.BEFORE, () -> hang(hung));
        fault.arm();
        ContainerdRuntime runtime = runtime(fault);
        PluginLaunch launch = FaultyEngine.launch(HOST.folder());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread starter =
                new Thread(
                        () -> {
                            try {
                                runtime.start(launch);
                                fault.disarm();
                                hung.complete(false);
                                outcome.complete(null);
                            } catch (Throwable e) {
                                outcome.complete(e);
                            }
                        },
                        "test-starter");
        starter.start();
        boolean found = hung.get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (found) {
            starter.interrupt();
            assertInstanceOf(InterruptedException.class, outcome.get(1, TimeUnit.SECONDS));
            HOST.containerd().signal("CONT");
        }
        runtime.clear(launch.id());
        runtime.close();
        return found;
    }

    private static void hang(CompletableFuture<Boolean> hung) {
        try {
            HOST.containerd().signal("STOP");
            hung.complete(true);
        } catch (IOException | InterruptedException e) {
            hung.completeExceptionally(e);
        }
    }

    @Test
    void doesNotKeepAPluginFromBeingEndedAndWhatIsLeftOfItIsRemovedOnceItAnswers()
            throws Exception {
        ContainerdRuntime runtime = runtime();
        PluginTask task = runtime.start(FaultyEngine.launch(HOST.folder()));
        HOST.containerd().signal("STOP");
        long began = System.nanoTime();
        assertThrows(PluginRuntimeException.class, () -> task.stop(GRACE));
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(STOP_LIMIT_SECONDS));
        assertFalse(ProcessHandle.of(task.pid()).map(ProcessHandle::isAlive).orElse(false));
        HOST.containerd().signal("CONT");
        runtime.clear("faulty");
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
        runtime.close();
    }

    @Test
    void thatIsAwayDoesNotKeepAPluginFromBeingEndedAndWhatIsLeftIsRemovedOnceItIsBack()
            throws Exception {
        ContainerdRuntime runtime = runtime();
        PluginTask task = runtime.start(FaultyEngine.launch(HOST.folder()));
        HOST.containerd().kill();
        PluginRuntimeException e =
                assertThrows(PluginRuntimeException.class, () -> task.stop(GRACE));
        assertTrue(e.getMessage().contains("containerd does not answer"), e.getMessage());
        assertFalse(ProcessHandle.of(task.pid()).map(ProcessHandle::isAlive).orElse(false));
        HOST.containerd().restart();
        assertEquals("info what was left of plugin faulty is removed", log.next("was left"));
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
        runtime.close();
    }

    @Test
    void whoseShimGoesBeforeItRepliesToAKillDoesNotFailTheStop() throws Exception {
        for (int call = 1; call <= 3; call++) {
            RuntimeTraces traces = new RuntimeTraces(HOST);
            CallFault fault =
                    new CallFault(
                            call,
                            Moment.BEFORE,
                            () -> traces.shims().forEach(ProcessHandle::destroyForcibly));
            ContainerdRuntime runtime = runtime(fault);
            PluginTask task = runtime.start(FaultyEngine.launch(HOST.folder()));
            fault.arm();
            task.stop(GRACE);
            fault.disarm();
            assertEquals(List.of(), traces.find(), "call " + call);
            runtime.close();
        }
    }

    @Test
    void thatIsBackDoesNotEndAPluginThatWasStartedMeanwhile() throws Exception {
        ContainerdRuntime runtime = runtime();
        PluginLaunch launch = FaultyEngine.launch(HOST.folder());
        PluginTask task = runtime.start(launch);
        HOST.containerd().kill();
        assertThrows(PluginRuntimeException.class, () -> task.stop(GRACE));
        HOST.containerd().restart();
        PluginTask again = runtime.start(launch);
        assertTrue(ProcessHandle.of(again.pid()).orElseThrow().isAlive());
        again.stop(GRACE);
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
        runtime.close();
    }

    private ContainerdRuntime runtime() {
        return runtime(CallTracer.NONE);
    }

    private ContainerdRuntime runtime(CallTracer calls) {
        return new ContainerdRuntime(
                ContainerdHost.configuration(HOST.folder()), log.logger(), calls);
    }
}
