package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.host.MountOperations;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.osgi.service.log.Logger;

/**
 * Unpacks layers by containerd's content store and diff service, and restores the file capabilities
 * that these lose. While the layer is sent to containerd it is scanned here as well. Nothing is
 * unpacked that was not scanned to its end.
 */
public final class LayerUnpacker {
    private final ContainerdConnection connection;
    private final ContentLeases leases;
    private final LayerApplier applier;
    private final Duration limit;
    private final UnpackLimits limits;
    private final Logger log;

    /**
     * @param label what the engine's leases are known by
     * @param limit how long one layer may take
     * @param limits what it may have
     */
    public LayerUnpacker(
            ContainerdConnection connection,
            EngineLabel label,
            MountOperations mounts,
            Duration limit,
            UnpackLimits limits,
            Logger log) {
        this.connection = connection;
        this.leases = new ContentLeases(connection, label);
        this.applier = new LayerApplier(connection, mounts, limit);
        this.limit = limit;
        this.limits = limits;
        this.log = log;
    }

    /**
     * Applies one layer; half of the progress is sending it, the other half applying it.
     *
     * @return the digest of the uncompressed layer
     */
    public Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        try (ScanThread scan = ScanThread.of(blob, layer.digest(), limits)) {
            LayerTypes.check(layer.mediaType());
            ContentLease lease = leases.acquire(limit.multipliedBy(2));
            try (InputStream bytes = Files.newInputStream(blob)) {
                Descriptor content = content(layer, blob);
                upload(lease, content).send(bytes, sent -> progress.accept(sent / 2));
                ScannedLayer scanned = scan.result();
                apply(content, scanned, rootfs, lease);
                restoreCapabilities(layer, scanned.lost(), rootfs, lease);
                progress.accept(layer.size());
                return scanned.diffId();
            } finally {
                release(lease);
            }
        } catch (ContainerdCallException | IOException e) {
            throw new PluginRuntimeException(
                    "layer " + layer.digest() + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** Returns a layer by the one kind of digest that containerd's content store knows. */
    private static Descriptor content(Descriptor layer, Path blob) throws IOException {
        if (layer.digest().algorithm().equals(Digest.SHA256)) {
            return layer;
        }
        MessageDigest own = layer.digest().hasher();
        MessageDigest known = Digest.hasher(Digest.SHA256);
        try (InputStream file = new DigestInputStream(Files.newInputStream(blob), own);
                InputStream bytes = new DigestInputStream(file, known)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        if (!layer.digest().hasHash(own.digest())) {
            throw new IOException("it is not what its digest says");
        }
        Digest digest = Digest.ofHash(Digest.SHA256, known.digest());
        return Descriptor.of(layer.mediaType(), digest, layer.size());
    }

    /** containerd has to have unpacked the very bytes that were looked at here. */
    private void apply(Descriptor layer, ScannedLayer scanned, Path rootfs, ContentLease lease)
            throws IOException, ContainerdCallException, InterruptedException {
        Descriptor known = layer.withMediaType(scanned.compression().mediaType());
        String applied = applier.apply(known, rootfs, lease);
        if (!applied.equals(scanned.diffId().toString())) {
            throw new IOException(
                    "containerd has unpacked "
                            + applied
                            + " from it, and not "
                            + scanned.diffId()
                            + ": something is wrong with its compression");
        }
    }

    private void restoreCapabilities(
            Descriptor layer, List<LostCapabilities.Lost> files, Path rootfs, ContentLease lease)
            throws IOException, ContainerdCallException, InterruptedException {
        CapabilityRelinkLayer relinks = new CapabilityRelinkLayer(rootfs);
        for (LostCapabilities.Lost lost : files) {
            relinks.add(lost);
        }
        for (String file : relinks.unable()) {
            log.warn("{} of layer {} has lost its capability", file, layer.digest());
        }
        if (!relinks.isEmpty()) {
            byte[] archive = relinks.finish();
            Descriptor small = PlainLayer.describe(archive);
            upload(lease, small).send(new ByteArrayInputStream(archive), sent -> {});
            applier.apply(small, rootfs, lease);
            relinks.restoreFolderTimes();
        }
    }

    /** Deletes what earlier runs of this engine, which were killed, have left in containerd. */
    public void sweep() throws InterruptedException {
        try {
            leases.releaseLeft();
        } catch (ContainerdCallException e) {
            log.warn("containerd keeps layers of a killed engine until their leases expire", e);
        }
    }

    /** Also for an interrupted thread; should it fail, the next run's sweep deletes the lease. */
    private void release(ContentLease lease) {
        try {
            UninterruptibleCall.call(
                    "berth-lease-end",
                    () -> {
                        leases.release(lease);
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
