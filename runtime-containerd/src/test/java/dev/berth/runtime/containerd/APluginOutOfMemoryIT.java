package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.Confinement;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import dev.berth.testing.plugin.ConfinementFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real processes in a control group with a limit, which the administrator sets, or the user. Each
 * waits for a byte in its pipe before it takes more memory than it may have.
 */
class APluginOutOfMemoryIT {
    private static final String LIMIT = "50000000";

    /** Perl computes what is constant before it runs. */
    private static final String EAT =
            "open(G, '<', '/data/go'); my $n = 200000000; my $a = 'x' x $n;";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private final RecordingLog log = HOST.log();

    @Test
    void saysSoWhenItEnds() throws Exception {
        Path data = pipeFolder("runs");
        PluginTask task = HOST.runtime().start(launch("runs", data, "serve('p.sock');" + EAT));
        limit("runs");
        go(data);
        TaskExit exit =
                task.exit()
                        .toCompletableFuture()
                        .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(137, exit.code());
        assertTrue(exit.outOfMemory(), exit.toString());
        assertEquals(exit, task.stop(Duration.ZERO));
    }

    @Test
    void saysSoWhenItEndsBeforeItIsReady() throws Exception {
        Path data = pipeFolder("starts");
        PluginLaunch launch = launch("starts", data, "print \"up\\n\";" + EAT);
        CompletableFuture<PluginTask> start =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return HOST.runtime().start(launch);
                            } catch (InterruptedException e) {
                                throw new CompletionException(e);
                            }
                        });
        assertEquals("info test/starts: up", log.next(" test/starts: "));
        limit("starts");
        go(data);
        CompletionException failure = assertThrows(CompletionException.class, start::join);
        PluginRuntimeException ended = (PluginRuntimeException) failure.getCause();
        assertTrue(ended.exit().orElseThrow().outOfMemory(), ended.toString());
        assertTrue(
                ended.getMessage()
                        .contains(
                                "ended with exit code 137, killed: out of its memory limit of"
                                        + " 49999872 bytes, before its socket"),
                ended.getMessage());
    }

    @Test
    void saysSoOfAPluginThatOutlivedAnEngine() throws Exception {
        Path data = pipeFolder("again");
        PluginLaunch launch = launch("again", data, "serve('p.sock');" + EAT);
        HOST.runtime().start(launch);
        ContainerdRuntime next = HOST.newRuntime(log);
        try {
            PluginTask task = next.attach(launch).orElseThrow();
            limit("again");
            go(data);
            TaskExit exit =
                    task.exit()
                            .toCompletableFuture()
                            .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertTrue(exit.outOfMemory(), exit.toString());
            task.stop(Duration.ZERO);
        } finally {
            next.close();
        }
    }

    @Test
    void namesTheLimitThatItIsOutOf() throws Exception {
        Path data = pipeFolder("limited");
        PluginTask task =
                HOST.runtime()
                        .start(
                                sample("limited", data, "serve('p.sock');" + EAT)
                                        .confinement(limitedTo(32 << 20))
                                        .launch());
        go(data);
        TaskExit exit =
                task.exit()
                        .toCompletableFuture()
                        .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(137, exit.code());
        assertEquals(OptionalLong.of(32 << 20), exit.memoryLimit());
        assertEquals(
                "killed: out of its memory limit of 32 MiB",
                exit.outOfMemoryReason().orElseThrow());
        task.stop(Duration.ZERO);
    }

    private static Confinement limitedTo(long bytes) {
        return new ConfinementFixture().memoryLimit(OptionalLong.of(bytes));
    }

    @Test
    void isNotSaidOfAPluginThatIsAskedToEndAfterOneOfItsChildrenWasKilled() throws Exception {
        Path data = pipeFolder("parent");
        String child = "unless (fork) {" + EAT + " exit 1 } wait; print \"child $?\\n\";";
        PluginTask task =
                HOST.runtime()
                        .start(
                                launch(
                                        "parent",
                                        data,
                                        "serve('p.sock');" + child + "sleep 1000 while 1"));
        limit("parent");
        go(data);
        assertEquals("info test/parent: child 9", log.next(" test/parent: "));
        assertEquals(1, task.usage().orElseThrow().oomKills(), "it is counted");
        TaskExit exit = task.stop(Duration.ofSeconds(10));
        assertEquals(0, exit.code());
        assertFalse(exit.outOfMemory(), exit.toString());
    }

    private static Path pipeFolder(String id) throws IOException, InterruptedException {
        Path data = HOST.newFolder(id + "-data");
        Programs.run("mkfifo", data.resolve("go").toString());
        return data;
    }

    private static void go(Path data) throws IOException {
        Files.writeString(data.resolve("go"), "!");
    }

    private static void limit(String id) throws IOException, InterruptedException {
        String state = Path.of("/run/containerd/runc", HOST.namespace()).toString();
        Programs.run(Programs.find("runc"), "--root", state, "update", "--memory", LIMIT, id);
    }

    private static PluginLaunch launch(String id, Path data, String script) throws IOException {
        return sample(id, data, script).launch();
    }

    private static SampleLaunches sample(String id, Path data, String script) throws IOException {
        return new SampleLaunches(HOST.rootfs(), HOST.newFolder(id))
                .id(id)
                .propagated(data)
                .entrypoint(Scripts.running(script));
    }
}
