package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** A published plugin, {@code rclone serve docker}, whose volumes are FUSE mounts. */
public class ARcloneVolumePluginIT extends FrameworkTestBase {
    /** As its makers publish it, but with the paths of its state in its own file system. */
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.volumedriver/1.0"], "socket": "rclone.sock"},
             "workDir": "/data", "entrypoint": ["rclone", "serve", "docker"],
             "network": {"type": "host"}, "propagatedMount": "/mnt",
             "env": [{"name": "RCLONE_CONFIG", "value": "/data/rclone.conf"},
                     {"name": "RCLONE_CACHE_DIR", "value": "/data/cache"},
                     {"name": "RCLONE_BASE_DIR", "value": "/mnt"}],
             "linux": {"capabilities": ["CAP_SYS_ADMIN"], "devices": [{"path": "/dev/fuse"}]}}
            """;

    @Test
    public void asAManagedPlugin() throws Exception {
        Path rootfs = Files.createTempDirectory(TestBed.folder(), "rclone");
        Programs.copyInto(rootfs, "rclone");
        Programs.copyInto(rootfs, "fusermount");
        for (String folder : List.of("data/store", "mnt", "etc", "tmp")) {
            Files.createDirectories(rootfs.resolve(folder));
        }
        Plugin plugin =
                OperationOutcome.of(
                        manager.create(
                                PluginReference.parse("rclone").withDefaultTag(),
                                new PluginSource(CONFIG, rootfs).tar()));
        OperationOutcome.of(manager.enable(plugin.id(), EnableOptions.DEFAULT));
        servesAFolder(new ServiceWaits(bundle), "rclone:latest", "/data/store");
        OperationOutcome.of(manager.disable(plugin.id(), false));
        OperationOutcome.of(manager.remove(plugin.id(), false));
    }

    @Test
    public void asALegacyPlugin() throws Exception {
        Path folder = Files.createTempDirectory(TestBed.folder(), "rclone");
        Path store = Files.createDirectories(folder.resolve("store"));
        Files.createDirectories(folders().legacy());
        ServiceWaits services = new ServiceWaits(bundle);
        try (ServerProcess rclone =
                ServerProcess.start(
                        "rclone",
                        Pattern.compile("Serving unix socket"),
                        List.of(
                                Programs.find("rclone"),
                                "serve",
                                "docker",
                                "--verbose",
                                "--config=" + folder.resolve("rclone.conf"),
                                "--cache-dir=" + folder.resolve("cache"),
                                "--base-dir=" + folder.resolve("mounts"),
                                "--socket-addr=" + folders().legacy().resolve("rclone.sock")))) {
            rclone.awaitReady();
            servesAFolder(services, "rclone", store.toString());
            assertEquals("kept", Files.readString(store.resolve("file")));
        }
        services.awaitNone(VolumeDriver.class, "rclone");
    }

    private static void servesAFolder(ServiceWaits services, String plugin, String store)
            throws Exception {
        VolumeDriver rclone = services.await(VolumeDriver.class, plugin);
        assertEquals(Scope.LOCAL, rclone.capabilities().scope());
        rclone.create("v", Map.of("type", "local", "path", store));
        assertEquals(List.of("v"), rclone.list().stream().map(Volume::name).toList());
        Path onHost = rclone.mount("v", "one").onHost().orElseThrow();
        assertEquals("fuse.rclone", Programs.run("findmnt", "-no", "FSTYPE", "" + onHost).strip());
        Files.writeString(onHost.resolve("file"), "kept");
        rclone.mount("v", "two");
        Volume volume = rclone.get("v");
        assertEquals(Map.of("Mounts", List.of("one", "two")), volume.status());
        assertTrue(volume.createdAt().isPresent());
        assertEquals(onHost, rclone.path("v").orElseThrow().onHost().orElseThrow());
        refused("volume is in use", () -> rclone.remove("v"));
        rclone.unmount("v", "one");
        assertEquals("kept", Files.readString(onHost.resolve("file")));
        rclone.unmount("v", "two");
        rclone.remove("v");
        refused("volume not found", () -> rclone.get("v"));
        refused("unknown filesystem type", () -> rclone.create("w", Map.of("type", "nosuch")));
        assertEquals(List.of(), rclone.list());
    }

    private static void refused(String why, ThrowingRunnable call) {
        PluginCallException failure = assertThrows(PluginCallException.class, call);
        assertTrue(failure.getMessage(), failure.getMessage().contains(why));
    }
}
