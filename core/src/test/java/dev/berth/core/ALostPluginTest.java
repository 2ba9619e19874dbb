package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginState;
import dev.berth.shared.file.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin's document, or its whole folder, is deleted by hand. */
class ALostPluginTest {
    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private Path folder(Plugin plugin) {
        return host.root().resolve("plugins").resolve(plugin.id());
    }

    /** Restarts the engine after the document was deleted; the plugin's tasks run on. */
    private void lose(Plugin plugin) throws Exception {
        host.manager.deactivate();
        Files.delete(folder(plugin).resolve("plugin.json"));
        host.runtime.leftOver.addAll(Set.of(plugin.id(), plugin.id() + "-2"));
        host = host.restarted(false);
    }

    @Test
    void itsNameIsFreeAndNothingOfItIsLeftOnceThereIsARuntime() throws Exception {
        Plugin plugin = host.enabled("x");
        lose(plugin);
        assertTrue(host.log.has("has no plugin.json any more"), host.log.lines().toString());
        assertEquals(List.of(), host.manager.list());
        assertEquals(List.of(), host.blobs());
        host.manager.bindRuntime(host.runtime);
        Plugin again = host.install("x");
        assertEquals(
                "warn " + plugin.id() + " is no longer a plugin: all of it is ended and deleted",
                host.log.next("is no longer a plugin"));
        assertEquals(List.of(plugin.id(), plugin.id() + "-2"), host.runtime.cleared);
        assertFalse(Files.exists(folder(plugin)));
        assertEquals(List.of(), host.tree("damaged"));
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(again), host.manager.list());
    }

    @Test
    void isLeftWhileSomethingIsMountedBelow() throws Exception {
        Plugin plugin = host.enabled("x");
        Path mounted = folder(plugin).resolve("propagated-mount/data");
        host.runtime.mounted.add(mounted);
        lose(plugin);
        host.manager.bindRuntime(host.runtime);
        host.log.next(mounted + " is still mounted, and of no plugin");
        host = host.restarted(false);
        assertTrue(Files.exists(folder(plugin)));
        host.runtime.mounted.clear();
        host.manager.bindRuntime(host.runtime);
        host.log.next("all of it is ended and deleted");
        assertFalse(Files.exists(folder(plugin)));
    }

    @Test
    void withItsWholeFolderIsEndedWhenTheRuntimeSaysThatItsRootfsWasHere() throws Exception {
        Plugin plugin = host.enabled("x");
        host.manager.deactivate();
        FileTree.delete(folder(plugin));
        String others = "f".repeat(64);
        host.runtime.leftOver.addAll(Set.of(plugin.id(), others));
        host.runtime.rootfs.put(plugin.id(), folder(plugin).resolve("rootfs"));
        host.runtime.rootfs.put(others, Path.of("/elsewhere/plugins", others, "rootfs"));
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        assertEquals(
                Set.of(
                        "warn the runtime has " + others + ", which is no plugin: it is left alone",
                        "warn "
                                + plugin.id()
                                + " is no longer a plugin: its process and mounts are ended"),
                Set.of(host.log.next(" plugin: it"), host.log.next(" plugin: it")));
        assertEquals(List.of(plugin.id()), host.runtime.cleared);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underTheEngineIsRemovedAndInstalledAnew(boolean folder) throws Exception {
        for (boolean force : new boolean[] {true, false}) {
            Plugin plugin = host.enabled("x");
            FileTree.delete(folder ? folder(plugin) : folder(plugin).resolve("plugin.json"));
            if (!force) {
                host.manager.disable("x", false).await();
            }
            host.manager.remove("x", force).await();
            assertEquals(List.of(), host.manager.list());
            assertEquals(List.of(), host.tree("plugins"));
            assertEquals(List.of(), host.tree("damaged"));
            assertEquals(List.of(), host.blobs());
            assertEquals(Set.of(), host.runtime.running());
        }
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
    }
}
