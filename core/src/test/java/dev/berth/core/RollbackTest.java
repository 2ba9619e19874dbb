package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RollbackOptions;
import dev.berth.plugin.error.PluginEnabledException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.PluginVersionNotFoundException;
import dev.berth.shared.file.FileTree;
import dev.berth.testing.plugin.PluginFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
    private static final String OLD =
            "{\"interface\":{\"types\":[\"docker.volumedriver/1.0\"],\"socket\":\"p.sock\"},"
                    + "\"env\":[{\"name\":\"A\",\"value\":\"1\",\"settable\":[\"value\"]}]}";

    @TempDir Path top;
    private ManagerHost host;
    private Plugin old;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        host.registry.add("x:1", OLD, "old layer");
        host.registry.add("x:2", ManagerHost.CONFIG, "new layer");
        host.manager.install(ManagerHost.request("x:1"), ProgressListener.NONE).await();
        old = host.manager.set("x:1", List.of("A=5")).await();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void returnsToTheVersionBeforeAndBackAgain() throws Exception {
        Plugin upgraded = upgrade();
        Path written = rootfs(upgraded.id(), "rootfs").resolve("written");
        Files.writeString(written, "while it was in use");
        host.providers.unbindRegistry(host.registry);
        Plugin back = rollback(RollbackOptions.DEFAULT);
        assertEquals(old.digest(), back.digest());
        assertEquals(old.config(), back.config());
        assertEquals(old.source(), back.source());
        assertEquals(List.of("A=5"), back.settings().env(), "what the user has set stays");
        assertEquals(upgraded.digest(), back.previousVersions().get(0).digest());
        assertTrue(Files.exists(written));
        PluginEvent event = host.event(PluginEvent.Kind.ROLLBACK);
        assertEquals("x:1", event.attributes().get("reference"));
        Plugin forth = rollback(RollbackOptions.DEFAULT.withVersion(upgraded.digest()));
        assertEquals(upgraded.digest(), forth.digest());
        assertEquals(upgraded.config(), forth.config());
    }

    @Test
    void outlastsARestart() throws Exception {
        upgrade();
        Plugin back = rollback(RollbackOptions.DEFAULT);
        host = host.restarted(false);
        assertEquals(ManagerHost.lasting(back), ManagerHost.lasting(host.manager.find("x:1")));
        assertEquals(back.previousVersions(), host.manager.find("x:1").previousVersions());
        assertEquals(6, host.blobs().size(), "two manifests, configs and layers");
    }

    @Test
    void startsWhatItReturnedTo() throws Exception {
        upgrade();
        rollback(RollbackOptions.DEFAULT);
        host.manager.enable("x:1", EnableOptions.DEFAULT).await();
        assertEquals(rootfs(old.id(), "rootfs"), host.runtime.launches.get(0).rootfs());
        assertThrows(PluginEnabledException.class, () -> rollback(RollbackOptions.DEFAULT));
    }

    @Test
    void saysWhatIsKept() throws Exception {
        PluginVersionNotFoundException none =
                assertThrows(
                        PluginVersionNotFoundException.class,
                        () -> rollback(RollbackOptions.DEFAULT));
        assertEquals(
                "plugin x:1 has no earlier version to return to: none has been kept by an upgrade",
                none.getMessage());
        upgrade();
        PluginVersionNotFoundException other =
                assertThrows(
                        PluginVersionNotFoundException.class,
                        () -> rollback(RollbackOptions.DEFAULT.withVersion(PluginFixture.DIGEST)));
        assertEquals(
                "plugin x:1 does not keep a version %s; it keeps %s"
                        .formatted(PluginFixture.DIGEST, old.digest()),
                other.getMessage());
        assertEquals("x:1", other.plugin());
    }

    @Test
    void leavesThePluginAsItIsWhenTheVersionIsNoLongerWhole() throws Exception {
        Plugin upgraded = upgrade();
        try (Stream<Path> blobs = Files.list(host.root().resolve("content/blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                if (Files.readString(blob).equals(OLD)) {
                    Files.writeString(blob, OLD.replace('5', '6').replace('1', '2'));
                }
            }
        }
        assertThrows(PluginStorageException.class, () -> rollback(RollbackOptions.DEFAULT));
        assertEquals(upgraded, host.manager.find("x:1"));
    }

    @Test
    void forgetsAVersionWhoseRootFilesystemIsGone() throws Exception {
        Plugin upgraded = upgrade();
        host.close();
        FileTree.delete(rootfs(old.id(), "rootfs"));
        host = host.restarted(false);
        assertEquals(List.of(), host.manager.find("x:1").previousVersions());
        assertEquals(upgraded.digest(), host.manager.find("x:1").digest());
        assertEquals(3, host.blobs().size(), "the content is swept");
    }

    private Path rootfs(String id, String name) {
        return host.root().resolve("plugins").resolve(id).resolve(name);
    }

    private Plugin upgrade() throws InterruptedException {
        return host.manager
                .upgrade("x:1", ManagerHost.request("x:2"), ProgressListener.NONE)
                .await();
    }

    private Plugin rollback(RollbackOptions options) throws InterruptedException {
        return host.manager.rollback("x:1", options).await();
    }
}
