package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.spi.PluginTask;
import dev.berth.testing.ForkedJvm;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.RuncGate;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An engine, or containerd as well, dies while runc makes a plugin's process. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ADeathWithinACallIT {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension static final GatedRunc HOST = new GatedRunc();

    @BeforeAll
    static void makeFolders() throws IOException {
        HOST.newFolder("s");
        HOST.newFolder("data");
    }

    @Test
    void thatIsDoneBeforeTheNextStartLeavesAPluginThatCanBeStarted() throws Exception {
        try (RuncGate.Gate gate = HOST.shut()) {
            killInCreate(gate);
        }
        startsAgain(new CountDownLatch(1));
    }

    @Test
    void thatIsStillUnderWayAtTheNextStartLeavesAPluginThatCanBeStarted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> started;
        try (RuncGate.Gate gate = HOST.shut()) {
            killInCreate(gate);
            started =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    startsAgain(asked);
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            asked.await();
        }
        started.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void withContainerdLeavesAPluginThatCanBeStarted() throws Exception {
        try (RuncGate.Gate gate = HOST.shut()) {
            killInCreate(gate);
            HOST.containerd().kill();
        }
        HOST.containerd().restart();
        startsAgain(new CountDownLatch(1));
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void thatNeverEndsLeavesAPluginThatCanBeStarted() throws Exception {
        try (RuncGate.Gate gate = HOST.shut()) {
            killInCreate(gate);
            gate.remove();
            startsAgain(new CountDownLatch(1));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void withContainerdThatNeverEndsLeavesAPluginThatCanBeStarted() throws Exception {
        try (RuncGate.Gate gate = HOST.shut()) {
            killInCreate(gate);
            HOST.containerd().kill();
            gate.remove();
            HOST.containerd().restart();
            startsAgain(new CountDownLatch(1));
        }
    }

    private static void killInCreate(RuncGate.Gate gate) throws Exception {
        ForkedJvm engine = engine();
        GatedRunc.awaitRunc(gate, engine);
        engine.kill();
    }

    private static ForkedJvm engine() throws IOException {
        return ForkedJvm.start(
                FaultyEngine.class, HOST.folder().toString(), "START", "BEFORE", "1000");
    }

    /**
     * A new engine starts it, and stops it.
     *
     * @param asked counted down at its first call
     */
    private static void startsAgain(CountDownLatch asked) throws Exception {
        CallFault first = new CallFault(1, Moment.SENT, asked::countDown);
        first.arm();
        ContainerdRuntime next =
                new ContainerdRuntime(
                        ContainerdHost.configuration(HOST.folder()),
                        new RecordingLog().logger(),
                        first);
        try {
            PluginTask task = next.start(FaultyEngine.launch(HOST.folder()));
            task.stop(GRACE);
        } finally {
            next.close();
        }
        assertEquals(List.of(), new RuntimeTraces(HOST).find());
    }
}
