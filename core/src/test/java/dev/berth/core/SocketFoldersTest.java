package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryRegistry;
import dev.berth.core.testing.MemoryRuntime;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's socket folder in the exec root is there only as long as its process. */
class SocketFoldersTest {
    @TempDir Path top;

    @Test
    void goesWithTheProcessThatIsDisabled() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            Plugin plugin = host.enabled("a:1");
            assertEquals(List.of(name(plugin)), folders());
            host.manager.disable("a:1", false).await();
            assertEquals(List.of(), folders());
            host.manager.enable("a:1", EnableOptions.DEFAULT).await();
            assertEquals(List.of(name(plugin)), folders());
        }
        assertEquals(List.of(), folders());
    }

    @Test
    void goesWithAStartThatFails() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            host.install("a:1");
            host.runtime.beforeStart =
                    launch -> {
                        throw new PluginRuntimeException("no", null);
                    };
            assertThrows(
                    PluginRuntimeException.class,
                    () -> host.manager.enable("a:1", EnableOptions.DEFAULT).await());
            assertEquals(List.of(), folders());
        }
    }

    @Test
    void goesWithTheProcessThatDies() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            Plugin plugin = host.enabled("a:1");
            host.runtime.beforeStart =
                    launch -> {
                        throw new PluginRuntimeException("no", null);
                    };
            host.runtime.die(plugin.id(), 1);
            host.event(PluginEvent.Kind.BACKOFF);
        }
        assertEquals(List.of(), folders());
    }

    @Test
    void staysWithAProcessThatRunsOn() throws Exception {
        MemoryRuntime runtime = new MemoryRuntime();
        ManagerHost host = new ManagerHost(top, new MemoryRegistry(), runtime, true);
        host.manager.bindRuntime(runtime);
        String name = name(host.enabled("a:1"));
        host.close();
        assertEquals(List.of(name), folders());
        try (ManagerHost next = host.restarted(false)) {
            next.manager.bindRuntime(runtime);
            // In line behind its restoring.
            assertThrows(
                    PluginEnabledException.class,
                    () -> next.manager.set("a:1", List.of("A=1")).await());
        }
        assertEquals(List.of(), folders());
    }

    /** Or a runtime that goes meanwhile would leave it behind. */
    @Test
    void isNotMadeToLookForAProcess() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            host.enabled("a:1");
        }
        MemoryRuntime runtime = new MemoryRuntime();
        List<Boolean> there = new CopyOnWriteArrayList<>();
        runtime.beforeAttach = launch -> there.add(Files.exists(launch.socketFolder()));
        try (ManagerHost next = new ManagerHost(top, new MemoryRegistry(), runtime, false)) {
            next.manager.bindRuntime(runtime);
            // In line behind its restoring.
            assertThrows(
                    PluginEnabledException.class,
                    () -> next.manager.set("a:1", List.of("A=1")).await());
            assertEquals(List.of(false), there);
        }
    }

    @Test
    void ofAKilledEnginesPluginsIsDeletedByTheNext() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            host.install("a:1");
        }
        MemoryRuntime runtime = new MemoryRuntime();
        try (ManagerHost next = new ManagerHost(top, new MemoryRegistry(), runtime, false)) {
            String id = next.manager.find("a:1").id();
            Files.writeString(old(id.substring(0, 8)).resolve("p.sock"), "");
            old(id.substring(8, 16));
            runtime.leftOver.add(id + "-2");
            next.manager.bindRuntime(runtime);
            next.log.next("what a hot upgrade left running is ended");
            next.manager.remove("a:1", false).await();
            assertEquals(List.of(), folders());
        }
    }

    @Test
    void goesWithTheVersionThatIsReplaced() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            Plugin plugin = host.enabled("a:1");
            host.registry.add("a:2", ManagerHost.CONFIG, "another");
            UpgradeOptions hot = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
            host.manager
                    .upgrade("a:1", ManagerHost.request("a:2"), hot, ProgressListener.NONE)
                    .await();
            assertEquals(List.of(plugin.id().substring(8, 16)), folders());
        }
        assertEquals(List.of(), folders());
    }

    @Test
    void hasNoRoomForASocketThatWasInstalledWithAShorterExecRoot() throws Exception {
        try (ManagerHost host = new ManagerHost(top)) {
            host.registry.add("a", ManagerHost.CONFIG, "layer");
            host.manager.install(ManagerHost.request("a"), ProgressListener.NONE).await();
        }
        try (ManagerHost host = new ManagerHost(top, top.resolve("x".repeat(90)).toString())) {
            host.manager.bindRuntime(host.runtime);
            String refusal =
                    assertThrows(
                                    PluginLimitExceededException.class,
                                    () -> host.manager.enable("a", EnableOptions.DEFAULT).await())
                            .getMessage();
            assertTrue(refusal.contains("interface.socket \"p.sock\" is too long"), refusal);
            assertEquals(List.of(), host.runtime.launches, "it was never started");
        }
    }

    private Path execRoot() {
        return top.resolve("x");
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> found = Files.list(execRoot())) {
            return found.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /** Makes a folder as an engine that is no more has left it. */
    private Path old(String name) throws IOException {
        Path folder = Files.createDirectories(execRoot().resolve(name));
        touch(folder, Instant.EPOCH);
        return folder;
    }

    private static void touch(Path folder, Instant time) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(time));
    }

    private static String name(Plugin plugin) {
        return plugin.id().substring(0, 8);
    }
}
