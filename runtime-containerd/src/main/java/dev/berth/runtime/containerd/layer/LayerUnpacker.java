package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.CallFailed;
import dev.berth.runtime.containerd.connection.Connection;
import dev.berth.runtime.containerd.host.Mounts;
import dev.berth.runtime.containerd.host.Uninterrupted;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.osgi.service.log.Logger;

/**
 * Has containerd unpack layers into folders, and mends what it does not get right. While the layer
 * is on its way to containerd it is read here as well, for what there is to mend.
 */
public final class LayerUnpacker {
    private final Connection connection;
    private final LayerApplier applier;
    private final Duration limit;
    private final Logger log;

    /**
     * @param limit how long one layer may take
     */
    public LayerUnpacker(Connection connection, Mounts mounts, Duration limit, Logger log) {
        this.connection = connection;
        this.applier = new LayerApplier(connection, mounts, limit);
        this.limit = limit;
        this.log = log;
    }

    /**
     * Applies one layer; half of the progress is sending it, the other half applying it.
     *
     * @return the digest of the uncompressed layer
     */
    public String unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        String diffId;
        try (ScanThread scan = ScanThread.of(blob, layer.digest())) {
            ContentLease lease = ContentLease.take(connection, limit.multipliedBy(2));
            try (InputStream bytes = Files.newInputStream(blob)) {
                upload(lease, layer).send(bytes, sent -> progress.accept(sent / 2));
                diffId = applier.apply(layer, rootfs, lease);
                mend(layer, scan, rootfs, lease);
            } finally {
                giveBack(lease);
            }
            progress.accept(layer.size());
            return diffId;
        } catch (CallFailed | IOException e) {
            throw new PluginRuntimeException(
                    "layer " + layer.digest() + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private void mend(Descriptor layer, ScanThread scan, Path rootfs, ContentLease lease)
            throws IOException, CallFailed, InterruptedException {
        Relinks relinks = new Relinks(rootfs);
        for (LostCapabilities.Lost lost : lostCapabilities(layer, scan)) {
            relinks.add(lost);
        }
        for (String file : relinks.unable()) {
            log.warn("{} of layer {} has lost its capability", file, layer.digest());
        }
        if (!relinks.isEmpty()) {
            byte[] archive = relinks.archive();
            Descriptor small = PlainLayer.describe(archive);
            upload(lease, small).send(new ByteArrayInputStream(archive), sent -> {});
            applier.apply(small, rootfs, lease);
            relinks.restoreFolderTimes();
        }
    }

    /** containerd has taken the layer; that it cannot be read here is no reason to refuse it. */
    private List<LostCapabilities.Lost> lostCapabilities(Descriptor layer, ScanThread scan)
            throws InterruptedException {
        try {
            return scan.result();
        } catch (IOException e) {
            log.warn(
                    "Layer {} is unpacked, but was not searched for files with a capability and"
                            + " hard links, which lose it: {}",
                    layer.digest(),
                    e.getMessage());
            return List.of();
        }
    }

    /** Also for an interrupted thread; should it fail, the lease ends by itself one day. */
    private void giveBack(ContentLease lease) {
        try {
            Uninterrupted.call(
                    "berth-lease-end",
                    () -> {
                        lease.giveBack();
                        return lease;
                    });
        } catch (CompletionException e) {
            log.warn("containerd keeps what lease {} holds until it expires", lease.id(), e);
        }
    }

    private ContentUpload upload(ContentLease lease, Descriptor blob) {
        return new ContentUpload(connection, lease, blob, limit);
    }
}
