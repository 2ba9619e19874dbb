package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.MemoryLayouts;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.UpgradeOptions;
import dev.berth.plugin.error.MountNotAllowedException;
import dev.berth.testing.GnuTar;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mount of a type that hands out the host is refused on each way in, and before each start. */
class MountTypesTest {
    private static final String PROC =
            """
            {"interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "mounts":[{"source":"/etc/os-release","destination":"/p","type":"proc",
                        "options":["rw"]}]}
            """;

    @TempDir Path top;
    private ManagerHost host;
    private InstallRequest request;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        host.registry.add("x:proc", PROC, "layer");
        request = granting(List.of(Privilege.of("mount", "", List.of("/etc/os-release"))));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isRefusedWhenPrivilegesAreAsked() {
        refused(host.manager.privileges(request));
    }

    @Test
    void isRefusedAtInstall() throws Exception {
        refused(host.manager.install(request, ProgressListener.NONE));
        assertEquals(List.of(), host.registry.opened, "nothing was fetched");
        assertEquals(List.of(), host.manager.list());
    }

    @Test
    void isRefusedInALayout() {
        MemoryLayouts layouts = new MemoryLayouts();
        layouts.there.put(top, host.registry);
        host.providers.bindLayouts(layouts);
        refused(host.manager.install(request.withLayout(top), ProgressListener.NONE));
    }

    @Test
    void isRefusedAtCreate() throws Exception {
        Path folder = Files.createDirectories(top.resolve("files"));
        Files.writeString(folder.resolve("config.json"), PROC);
        Files.createDirectories(folder.resolve("rootfs"));
        byte[] tar = GnuTar.pack(folder, "posix", "--mtime=@0", "config.json", "rootfs");
        refused(host.manager.create(PluginReference.parse("made"), new ByteArrayInputStream(tar)));
        assertEquals(List.of(), host.blobs());
    }

    @Test
    void isRefusedAtUpgradeAndHotUpgrade() throws Exception {
        Plugin before = host.install("x:1");
        refused(host.manager.upgrade("x:1", request, ProgressListener.NONE));
        assertEquals(before, host.manager.find("x:1"));
        host.manager.enable("x:1", EnableOptions.DEFAULT).await();
        UpgradeOptions hot = UpgradeOptions.DEFAULT.withHot(Duration.ZERO);
        refused(host.manager.upgrade("x:1", request, hot, ProgressListener.NONE));
        assertEquals(before.digest(), host.manager.find("x:1").digest());
    }

    @Test
    void isGivenWhereTheOperatorAllowsIt() throws Exception {
        host.manager.change(TestConfiguration.of(top).withMountTypes("overlay", "proc"));
        installed();
        assertTrue(host.manager.enable("x:proc", EnableOptions.DEFAULT).await().enabled());
    }

    @Test
    void staysInstalledAndIsNotStartedWhereItIsNoLongerAllowed() throws Exception {
        host.manager.change(TestConfiguration.of(top).withMountTypes("proc"));
        Plugin plugin = installed();
        host = host.restarted(false);
        host.manager.bindRuntime(host.runtime);
        assertEquals(plugin.digest(), host.manager.find("x:proc").digest());
        String why = refused(host.manager.enable("x:proc", EnableOptions.DEFAULT));
        assertTrue(why.contains("its type is proc,"), why);
        assertEquals(List.of(), host.runtime.launches);
        host.manager.remove("x:proc", false).await();
    }

    private Plugin installed() throws InterruptedException {
        List<Privilege> asked = host.manager.privileges(request).await();
        return host.manager.install(granting(asked), ProgressListener.NONE).await();
    }

    private static InstallRequest granting(List<Privilege> privileges) {
        return ManagerHost.request("x:proc").withPrivileges(privileges);
    }

    private static String refused(Operation<?> operation) {
        return assertThrows(MountNotAllowedException.class, operation::await).getMessage();
    }
}
