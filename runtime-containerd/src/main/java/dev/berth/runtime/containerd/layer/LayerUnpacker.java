package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.host.MountCopies;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import dev.berth.runtime.containerd.layer.tree.EntryApplier;
import dev.berth.runtime.containerd.layer.tree.LayerTree;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.shared.tar.TarEntry;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.osgi.service.log.Logger;

/**
 * Unpacks layers in one pass: the caller's thread hashes the tar, checks its limits and makes the
 * files; a layer that is compressed is read and decompressed by another thread, ahead of it. What
 * Java cannot make is left to containerd's content store and diff service, and the file
 * capabilities that these lose are restored. A layer that turns out to be wrong at its end is
 * unpacked by then: whoever asked for it shows nothing of the root filesystem before.
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
            MountCopies copies,
            Duration limit,
            UnpackLimits limits,
            Logger log) {
        this.connection = connection;
        this.leases = new ContentLeases(connection, label);
        this.applier = new LayerApplier(connection, copies);
        this.limit = limit;
        this.limits = limits;
        this.log = log;
    }

    /** Opens the bytes of a layer; the stream ends without an error only if they are right. */
    private interface LayerBytes {
        InputStream open(UnpackTime time) throws IOException, InterruptedException;
    }

    /**
     * Applies one layer that is here.
     *
     * @return the digest of the uncompressed layer
     */
    public Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        return unpack(
                layer,
                time -> new HashedLayer(Files.newInputStream(blob), layer),
                rootfs,
                progress);
    }

    /** Applies one layer as it comes. */
    public Digest unpack(Descriptor layer, LayerContent content, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        return unpack(layer, time -> time.excluding(content.open()), rootfs, progress);
    }

    /** Applies one layer that is being made: its tar, which is hashed, and is not closed. */
    public Digest unpack(InputStream tar, Path rootfs) throws InterruptedException {
        String name = "the layer";
        return translated(
                name,
                () -> {
                    UnpackTime time = new UnpackTime(limit);
                    return apply(name, time.excluding(tar), rootfs, time, () -> {});
                });
    }

    private Digest unpack(Descriptor layer, LayerBytes bytes, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        String name = "layer " + layer.digest();
        return translated(
                name,
                () -> {
                    LayerTypes.check(layer.mediaType());
                    UnpackTime time = new UnpackTime(limit);
                    try (InflateThread inflate =
                            InflateThread.start(layer, bytes.open(time), time)) {
                        Runnable read = () -> progress.accept(inflate.count());
                        Digest diffId = apply(name, inflate.tar(), rootfs, time, read);
                        progress.accept(layer.size());
                        return diffId;
                    }
                });
    }

    private Digest apply(
            String layer, InputStream tar, Path rootfs, UnpackTime time, Runnable progress)
            throws IOException, InterruptedException {
        try (LayerRemainder left = new LayerRemainder(layer, rootfs, time, progress);
                LayerTree tree = new LayerTree(rootfs, left, limits::checkNameBytes)) {
            LayerScan.EntrySink sink =
                    (entry, content) -> {
                        time.require();
                        tree.add(entry, content);
                        progress.run();
                    };
            Digest diffId = LayerScan.read(tar, limits, sink);
            tree.finish();
            return diffId;
        }
    }

    private interface Unpacking {
        Digest run() throws IOException, InterruptedException;
    }

    private static Digest translated(String layer, Unpacking unpacking)
            throws InterruptedException {
        try {
            return unpacking.run();
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginRuntimeException(
                    "%s cannot be unpacked: %s".formatted(layer, e.getMessage()), e);
        }
    }

    /** What is left of a layer for containerd, applied under one lease. */
    private final class LayerRemainder implements EntryApplier, AutoCloseable {
        private final String layer;
        private final Path rootfs;
        private final UnpackTime time;
        private final Runnable progress;
        private LostCapabilities capabilities = new LostCapabilities();
        private ContentLease lease;

        LayerRemainder(String layer, Path rootfs, UnpackTime time, Runnable progress) {
            this.time = time;
            this.progress = progress;
            this.layer = layer;
            this.rootfs = rootfs;
        }

        @Override
        public void accept(TarEntry entry) throws IOException {
            capabilities.accept(entry);
        }

        @Override
        public void apply(InputStream archive, Digest digest, long size)
                throws IOException, InterruptedException {
            try {
                if (lease == null) {
                    lease = leases.acquire(limit.multipliedBy(2));
                }
                applyArchive(archive, Descriptor.of(MediaTypes.OCI_LAYER, digest, size));
                restoreCapabilities();
            } catch (ContainerdCallException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        /** containerd has to have applied the very bytes that were written here. */
        private void applyArchive(InputStream bytes, Descriptor archive)
                throws IOException, ContainerdCallException, InterruptedException {
            time.require();
            new ContentUpload(connection, lease, archive, time.left())
                    .send(bytes, sent -> progress.run());
            String applied = applier.apply(archive, rootfs, lease, time.left());
            if (!applied.equals(archive.digest().toString())) {
                throw new IOException(
                        "containerd has applied %s, and not %s"
                                .formatted(applied, archive.digest()));
            }
        }

        private void restoreCapabilities()
                throws IOException, ContainerdCallException, InterruptedException {
            CapabilityRelinkLayer relinks = new CapabilityRelinkLayer(rootfs);
            for (LostCapabilities.Lost lost : capabilities.list()) {
                relinks.add(lost);
            }
            capabilities = new LostCapabilities();
            for (String file : relinks.unable()) {
                log.warn("{} of {} has lost its capability", file, layer);
            }
            if (!relinks.isEmpty()) {
                byte[] archive = relinks.finish();
                applyArchive(new ByteArrayInputStream(archive), PlainLayer.describe(archive));
                relinks.restoreFolderTimes();
            }
        }

        @Override
        public void close() {
            if (lease != null) {
                release(lease);
            }
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
}
