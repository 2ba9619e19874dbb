package dev.berth.runtime.containerd.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.ContainerdRuntime;
import dev.berth.runtime.containerd.host.HostSnapshot;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A root filesystem to unpack hostile layers into, and a check that nothing outside of it has
 * changed: not the folder beside it, not the host's {@code /etc}, not the names in the folders
 * above; that containerd holds nothing, and that nothing is mounted. What is unpacked is compared
 * with what containerd alone makes of it.
 */
final class GuardedFolder implements BeforeEachCallback, AfterEachCallback {
    private final ContainerdHost host;
    private Path work;
    private List<HostSnapshot> before;

    GuardedFolder(ContainerdHost host) {
        this.host = host;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        work = host.newFolder(context.getTestMethod().orElseThrow().getName());
        Files.createDirectory(outside());
        Files.writeString(outside().resolve("secret"), "secret");
        Files.createDirectory(outside().resolve("folder"));
        Files.writeString(outside().resolve("folder/inner"), "inner");
        Files.createDirectory(rootfs());
        Files.createFile(blob());
        before = snapshots();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        assertEquals(before, snapshots());
        assertNothingIsHeld();
    }

    private List<HostSnapshot> snapshots() throws IOException {
        return List.of(
                HostSnapshot.of(outside()),
                HostSnapshot.of(Path.of("/etc")),
                HostSnapshot.flat(work),
                HostSnapshot.flat(work.getParent()),
                HostSnapshot.flat(Path.of("/")));
    }

    void assertNothingIsHeld() throws Exception {
        assertEquals("", host.ctr("content", "ls", "-q"));
        assertEquals("", host.ctr("content", "active").replaceAll("(?s)REF.*?\n", ""));
        assertEquals("", host.ctr("leases", "ls", "-q"));
        assertEquals("", host.unmountedRest());
    }

    Path outside() {
        return work.resolve("outside");
    }

    Path rootfs() {
        return work.resolve("rootfs");
    }

    Path blob() {
        return work.resolve("blob");
    }

    Digest unpack(LayerTar tar) throws Exception {
        return unpack(host.runtime(), tar.writeGzip(blob()));
    }

    Digest unpack(String mediaType, byte[] bytes) throws Exception {
        return unpack(host.runtime(), LayerTar.write(blob(), mediaType, bytes));
    }

    Digest unpack(ContainerdRuntime runtime, Descriptor layer) throws Exception {
        ContainerdPeer peer = ContainerdPeer.of(host, rootfs());
        LayerPieces pieces = new LayerPieces(layer, blob());
        Digest diffId = runtime.unpack(layer, pieces, rootfs(), done -> {});
        byte[] bytes = Files.readAllBytes(blob());
        assertEquals(diffId, peer.unpackMade(bytes, runtime));
        peer.assertSame(bytes, rootfs());
        return diffId;
    }

    /** Unpacks what is to be refused, and returns why it was. */
    String refused(LayerTar tar) throws Exception {
        return refused(host.runtime(), tar.writeGzip(blob()));
    }

    String refused(String mediaType, byte[] bytes) throws Exception {
        return refused(host.runtime(), LayerTar.write(blob(), mediaType, bytes));
    }

    String refused(ContainerdRuntime runtime, Descriptor layer) {
        PluginRuntimeException e =
                assertThrows(
                        PluginRuntimeException.class,
                        () -> runtime.unpack(layer, blob(), rootfs(), done -> {}));
        String start = "layer " + layer.digest() + " cannot be unpacked: ";
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
        return e.getMessage().substring(start.length());
    }

    /** The same of what is refused before anything is written. */
    String refusedUnwritten(String mediaType, byte[] bytes) throws Exception {
        String message = refused(mediaType, bytes);
        assertEquals(1, HostSnapshot.of(rootfs()).files().size());
        return message;
    }
}
