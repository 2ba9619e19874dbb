package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import dev.berth.testing.Programs;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class APluginsTracesIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void areAllClearedAwayThoughItRuns() throws Exception {
        Path data = HOST.newFolder("data");
        String script = "mkdir '/data/v'; system('/usr/bin/mount', '-t', 'tmpfs', 'v', '/data/v')";
        PluginTask task =
                HOST.runtime()
                        .start(
                                new SampleLaunches(HOST.rootfs(), HOST.newFolder("s"))
                                        .id("runs")
                                        .propagated(data)
                                        .capabilities("CAP_SYS_ADMIN")
                                        .entrypoint(Scripts.listening(script))
                                        .launch());
        assertTrue(mounts().contains(data + "/v "));
        ContainerdRuntime later = HOST.newRuntime(new RecordingLog());
        assertEquals(Set.of("runs"), later.ids());
        later.clear("runs");
        assertEquals(137, task.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code());
        assertFalse(mounts().contains(data.toString()));
        assertEquals(Set.of(), later.ids());
        assertEquals("", HOST.ctr("containers", "ls", "-q"));
        later.close();
    }

    @Test
    void areNoneOfAPluginThatNobodyKnows() throws Exception {
        HOST.runtime().clear("nobody");
    }

    @Test
    void areFoundWhenOnlyTheFolderOfARunIsThere() throws Exception {
        Files.createDirectories(HOST.newFolder("run/half-made/empty"));
        assertTrue(HOST.runtime().ids().contains("half-made"));
        HOST.runtime().clear("half-made");
        assertFalse(HOST.runtime().ids().contains("half-made"));
    }

    @Test
    void areNotTakenForThoseOfAnotherEngine() throws Exception {
        HOST.runtime()
                .start(
                        new SampleLaunches(HOST.rootfs(), HOST.newFolder("s"))
                                .id("ours")
                                .entrypoint(Scripts.listening(""))
                                .launch());
        ContainerdRuntime other =
                new ContainerdRuntime(
                        new TestConfiguration(
                                HOST.containerd().socket(),
                                HOST.namespace(),
                                HOST.newFolder("other-run")),
                        new RecordingLog().logger(),
                        CallTracer.NONE);
        assertFalse(other.ids().contains("ours"));
        other.close();
        HOST.runtime().clear("ours");
    }

    @Test
    void lieBelowTheExecRootOfTheirManager() throws Exception {
        ContainerdRuntime runtime =
                new ContainerdRuntime(
                        new TestConfiguration(
                                HOST.containerd().socket(), HOST.namespace(), Path.of("io")),
                        new RecordingLog().logger(),
                        CallTracer.NONE);
        Path execRoot = HOST.newFolder("exec-root");
        PluginRuntime mine = runtime.forExecRoot(execRoot);
        assertSame(mine, runtime.forExecRoot(execRoot));
        mine.start(
                new SampleLaunches(HOST.rootfs(), HOST.newFolder("s"))
                        .id("mine")
                        .entrypoint(Scripts.listening(""))
                        .launch());
        assertEquals(Set.of("mine"), mine.ids());
        assertTrue(Files.isDirectory(execRoot.resolve("io/mine")));
        assertFalse(runtime.forExecRoot(HOST.newFolder("another")).ids().contains("mine"));
        assertFalse(runtime.ids().contains("mine"));
        runtime.close();
        assertSame(HOST.runtime(), HOST.runtime().forExecRoot(execRoot));
        new ContainerdRuntime(
                        new TestConfiguration(
                                HOST.containerd().socket(),
                                HOST.namespace(),
                                execRoot.resolve("io")),
                        new RecordingLog().logger(),
                        CallTracer.NONE)
                .clear("mine");
        assertFalse(Files.exists(execRoot.resolve("io/mine")));
    }

    @Test
    void canBeUnmountedBelowAnyFolder() throws Exception {
        Path folder = HOST.newFolder("mounted");
        Path beside = HOST.newFolder("mounted-beside");
        mountTmpfs(beside);
        mountTmpfs(folder);
        Path inner = Files.createDirectory(folder.resolve("with blank"));
        mountTmpfs(inner);
        mountTmpfs(inner);
        assertEquals(List.of(), HOST.runtime().unmountBelow(folder));
        assertFalse(mounts().contains(folder + " "));
        assertTrue(mounts().contains(beside + " "));
        assertEquals(List.of(), HOST.runtime().unmountBelow(beside));
    }

    @Test
    void canBeUnmountedThoughTheyAreBusyOrTheCallerIsInterrupted() throws Exception {
        Path folder = HOST.newFolder("busy");
        mountTmpfs(folder);
        try (OutputStream open = Files.newOutputStream(folder.resolve("open"))) {
            open.write(1);
            Thread.currentThread().interrupt();
            assertEquals(List.of(), HOST.runtime().unmountBelow(folder));
            assertTrue(Thread.interrupted());
        }
        assertFalse(mounts().contains(folder + " "));
        assertEquals(List.of(), HOST.runtime().unmountBelow(HOST.newFolder("none")));
    }

    private static void mountTmpfs(Path folder) throws IOException, InterruptedException {
        Programs.run("mount", "-t", "tmpfs", "test", folder.toString());
    }

    private static String mounts() throws IOException {
        return Files.readString(Path.of("/proc/self/mountinfo"));
    }
}
