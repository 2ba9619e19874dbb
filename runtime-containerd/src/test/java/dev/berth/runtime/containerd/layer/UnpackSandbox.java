package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.layer.tree.EntryApplier;
import dev.berth.runtime.containerd.layer.tree.LayerTree;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.tar.TarEntry;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A root filesystem beside a file that nothing may change; closing it throws if something did. What
 * would be left to containerd is dropped.
 */
final class UnpackSandbox implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("berth-fuzz");
    private final Path rootfs = Files.createDirectory(folder.resolve("rootfs"));
    private final Path outside = Files.writeString(folder.resolve("outside"), "secret");

    UnpackSandbox() throws IOException {}

    /** Unpacks a layer as far as it is not refused. */
    void unpack(byte[] blob, UnpackLimits limits) {
        InputStream bytes = new BufferedInputStream(new ByteArrayInputStream(blob));
        try (InputStream tar = Compression.of(bytes).open(bytes);
                LayerTree tree = new LayerTree(rootfs, new NoApplier(), limits::checkNameBytes)) {
            LayerScan.read(tar, limits, tree::add);
            tree.finish();
        } catch (IOException e) {
            // Refused, as it should be.
            return;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        boolean isSame = Files.readString(outside).equals("secret");
        try (var left = Files.list(folder)) {
            isSame &= left.count() == 2;
        }
        FileTree.delete(folder);
        if (!isSame) {
            throw new IllegalStateException("it has changed what is outside");
        }
    }

    private static final class NoApplier implements EntryApplier {
        @Override
        public void accept(TarEntry entry) {}

        @Override
        public void apply(InputStream archive, Digest digest, long size) {}
    }
}
