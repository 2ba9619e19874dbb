package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.ContainerdRuntime;
import dev.berth.runtime.containerd.host.HostSnapshot;
import dev.berth.shared.file.FileTree;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Layers that are more than the runtime is configured to take. */
class ALimitedLayerIT {
    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    private static ContainerdRuntime runtime;

    @RegisterExtension final GuardedFolder guarded = new GuardedFolder(HOST);

    @BeforeAll
    static void limitTheRuntime() {
        runtime = HOST.newRuntime(HOST.log(), new UnpackLimits(1 << 26, 100, 200, 4000, 3000));
    }

    @AfterAll
    static void closeTheRuntime() {
        ContainerdHost.close(runtime);
    }

    @Test
    void isRefusedWhereItExceedsALimitWhichIsNamed() throws Exception {
        LayerTar entries = new LayerTar();
        LayerTar names = new LayerTar();
        for (int i = 0; i < 101; i++) {
            entries.file("f" + i, "").end();
            names.file("f".repeat(80) + i, "").end();
        }
        Map<String, byte[]> layers = new TreeMap<>();
        layers.put("unpack.entries.max.count", entries.bytes());
        layers.put("unpack.all.names.max.bytes", names.bytes());
        layers.put(
                "unpack.name.max.bytes",
                new LayerTar()
                        .file("f", "")
                        .pax(
                                "linkpath",
                                "n".repeat(201).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .end()
                        .bytes());
        layers.put(
                "unpack.extension.max.bytes",
                new LayerTar().file("f", "").xattr("user.x", new byte[4000]).end().bytes());
        layers.put("unpack.max.bytes", Bombs.gzip(10L << 30));
        for (Map.Entry<String, byte[]> layer : layers.entrySet()) {
            assertRefused(layer.getKey(), layer.getValue());
        }
        assertRefused("unpack.max.bytes", Bombs.zstd(10L << 30));
        assertRefused("unpack.max.bytes", Bombs.sparse());
    }

    private void assertRefused(String limit, byte[] layer) throws Exception {
        String why = guarded.refused(runtime, LayerTar.write(guarded.blob(), LayerTar.GZIP, layer));
        assertTrue(why.contains("; the limit is " + limit + " of "), why);
        assertTrue(HostSnapshot.of(guarded.rootfs()).files().size() <= 101);
        FileTree.delete(guarded.rootfs());
        Files.createDirectory(guarded.rootfs());
    }
}
