package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.error.AmbiguousPluginException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is found by name, ID, or the beginning of an ID, as in Docker. */
class PluginLookupTest {
    @TempDir Path top;
    private ManagerHost host;

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void takesEveryFormOfTheName() throws Exception {
        host = new ManagerHost(top);
        Plugin x = host.install("x");
        Plugin sshfs = host.install("vieux/sshfs:next");
        Plugin local = host.install("localhost:5000/a/b");
        for (String name :
                List.of(
                        "x",
                        "x:latest",
                        "library/x",
                        "docker.io/library/x:latest",
                        "docker.io/x")) {
            assertEquals(x, host.manager.find(name), name);
        }
        assertEquals(sshfs, host.manager.find("index.docker.io/vieux/sshfs:next"));
        assertEquals(local, host.manager.find("localhost:5000/a/b:latest"));
        assertEquals(List.of(local, sshfs, x), host.manager.list(), "by name");
    }

    @Test
    void takesTheIdAndWhatOnlyItBeginsWith() throws Exception {
        host = new ManagerHost(top);
        Plugin x = host.install("x");
        assertEquals(x, host.manager.find(x.id()));
        assertEquals(x, host.manager.find(x.id().substring(0, 12)));
        assertEquals(x, host.manager.find(x.id().substring(0, 1)));
    }

    @Test
    void refusesWhatSeveralIdsBeginWith() throws Exception {
        ids("aa", "ab");
        AmbiguousPluginException refusal =
                assertThrows(AmbiguousPluginException.class, () -> host.manager.find("a"));
        assertEquals(2, refusal.ids().size());
        assertThrows(AmbiguousPluginException.class, () -> host.manager.remove("a", false).await());
        assertEquals(id("ab"), host.manager.find("ab").id());
    }

    @Test
    void prefersANameToTheBeginningOfAnId() throws Exception {
        ids("cafe1", "cafe2");
        Plugin named = host.install("cafe");
        assertEquals(named, host.manager.find("cafe"));
        assertThrows(AmbiguousPluginException.class, () -> host.manager.find("caf"));
    }

    @Test
    void findsNothingElse() throws Exception {
        host = new ManagerHost(top);
        Plugin x = host.install("x");
        String digest = "x@sha256:" + "a".repeat(64);
        for (String name :
                List.of(
                        "",
                        " ",
                        "X",
                        "x:1",
                        "y",
                        digest,
                        "a b",
                        "f".repeat(64),
                        x.id() + "0",
                        x.id().substring(0, 5).toUpperCase() + "G",
                        "../x",
                        "x\0")) {
            PluginNotFoundException refusal =
                    assertThrows(PluginNotFoundException.class, () -> host.manager.find(name));
            assertEquals("plugin \"" + name + "\" not found", refusal.getMessage());
        }
    }

    /** Gives plugins these beginnings of their IDs, by the disk. */
    private void ids(String... beginnings) throws Exception {
        host = new ManagerHost(top);
        for (String beginning : beginnings) {
            Plugin plugin = host.install("p" + beginning);
            Path plugins = host.root().resolve("plugins");
            Path folder = plugins.resolve(id(beginning));
            Files.move(plugins.resolve(plugin.id()), folder);
            Path document = folder.resolve("plugin.json");
            Files.writeString(
                    document, Files.readString(document).replace(plugin.id(), id(beginning)));
        }
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
    }

    private static String id(String beginning) {
        return beginning + "0".repeat(64 - beginning.length());
    }
}
