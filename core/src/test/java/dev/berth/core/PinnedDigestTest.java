package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PrivilegesNotGrantedException;
import dev.berth.plugin.error.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was looked at is what is installed, wherever its tag has moved meanwhile. */
class PinnedDigestTest {
    private static final String SHOWN = config("/etc/hostname", "ro");
    private static final String MOVED = config("/etc", "rw");

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        host.registry.add("x:1", SHOWN, "shown");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isWhatIsLookedAt() throws Exception {
        AvailablePlugin found = host.manager.resolve(ManagerHost.request("x:1")).await();
        assertEquals(SHOWN, found.config().document());
        assertEquals(
                host.manager.privileges(ManagerHost.request("x:1")).await(), found.privileges());
        assertEquals(List.of(), host.manager.list());
    }

    @Test
    void isInstalledUnderItsTagThoughThatHasMoved() throws Exception {
        AvailablePlugin found = host.manager.resolve(ManagerHost.request("x:1")).await();
        host.registry.add("x:1", MOVED, "moved");
        Plugin plugin = host.manager.install(pinned(found), ProgressListener.NONE).await();
        assertEquals(found.digest(), plugin.digest());
        assertEquals(SHOWN, plugin.config().document());
        assertEquals("x:1", plugin.name().familiar());
        assertEquals(Optional.of(PluginReference.parse("x:1")), plugin.source());
    }

    @Test
    void isGoneWhenTheRegistryHasItNoMore() throws Exception {
        AvailablePlugin found = host.manager.resolve(ManagerHost.request("x:1")).await();
        host.registry.add("x:1", MOVED, "moved");
        host.registry.collectGarbage();
        RegistryException gone =
                assertThrows(
                        RegistryException.class,
                        () -> host.manager.install(pinned(found), ProgressListener.NONE).await());
        assertEquals(RegistryException.Reason.NOT_FOUND, gone.reason());
        assertTrue(gone.getMessage().contains("x:1 is no longer " + found.digest()), gone + "");
        assertEquals(List.of(), host.registry.opened);
        assertEquals(List.of(), host.manager.list());
    }

    @Test
    void isNotAnotherContentUnderTheSameWords() throws Exception {
        AvailablePlugin found = host.manager.resolve(ManagerHost.request("x:1")).await();
        host.registry.add("x:1", MOVED, "moved");
        InstallRequest unpinned = ManagerHost.request("x:1").withPrivileges(found.privileges());
        assertThrows(
                PrivilegesNotGrantedException.class,
                () -> host.manager.install(unpinned, ProgressListener.NONE).await());
    }

    @Test
    void isWhatAPluginIsUpgradedTo() throws Exception {
        host.install("mine");
        host.registry.add("x:2", SHOWN, "shown");
        AvailablePlugin found = host.manager.resolve("mine", ManagerHost.request("x:2")).await();
        host.registry.add("x:2", MOVED, "moved");
        InstallRequest request =
                ManagerHost.request("x:2")
                        .withDigest(found.digest())
                        .withPrivileges(found.privileges());
        Plugin upgraded = host.manager.upgrade("mine", request, ProgressListener.NONE).await();
        assertEquals(found.digest(), upgraded.digest());
        assertEquals(
                List.of(), host.manager.resolve("mine", request).await().privileges(), "no more");
    }

    private static InstallRequest pinned(AvailablePlugin found) {
        return ManagerHost.request("x:1")
                .withDigest(found.digest())
                .withPrivileges(found.privileges());
    }

    private static String config(String source, String access) {
        return """
        {"interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
         "mounts":[{"source":"%s","destination":"/m","type":"bind",
                    "options":["rbind","%s"]}]}
        """
                .formatted(source, access);
    }
}
