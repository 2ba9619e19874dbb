package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.CallFailed;
import dev.berth.runtime.containerd.connection.Connection;
import dev.berth.runtime.containerd.connection.Replies;
import dev.berth.runtime.containerd.proto.diff.ApplyRequest;
import dev.berth.runtime.containerd.proto.diff.DiffGrpc;
import dev.berth.runtime.containerd.proto.types.Mount;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Has containerd unpack layers into folders. */
public final class LayerUnpacker {
    private final Connection connection;
    private final Duration limit;

    /**
     * @param limit how long one layer may take
     */
    public LayerUnpacker(Connection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** Applies one layer; half of the progress is sending it, the other half applying it. */
    public void unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        try {
            ContentLease lease = ContentLease.take(connection, limit.multipliedBy(2));
            try {
                send(layer, blob, lease, sent -> progress.accept(sent / 2));
                apply(layer, rootfs, lease);
            } finally {
                lease.giveBack();
            }
            progress.accept(layer.size());
        } catch (CallFailed | IOException e) {
            throw new PluginRuntimeException(
                    "layer " + layer.digest() + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private void send(Descriptor layer, Path blob, ContentLease lease, LongConsumer sent)
            throws IOException, CallFailed, InterruptedException {
        try (InputStream bytes = Files.newInputStream(blob)) {
            new ContentUpload(connection, lease, layer, limit).send(bytes, sent);
        }
    }

    private void apply(Descriptor layer, Path rootfs, ContentLease lease)
            throws CallFailed, InterruptedException {
        Mount bind =
                Mount.newBuilder()
                        .setType("bind")
                        .setSource(rootfs.toAbsolutePath().toString())
                        .addOptions("rbind")
                        .addOptions("rw")
                        .build();
        ApplyRequest request =
                ApplyRequest.newBuilder()
                        .setDiff(
                                dev.berth.runtime.containerd.proto.types.Descriptor.newBuilder()
                                        .setMediaType(layer.mediaType())
                                        .setDigest(layer.digest())
                                        .setSize(layer.size()))
                        .addMounts(bind)
                        .build();
        Replies.await(
                Connection.under(lease.id(), connection.to(DiffGrpc::newFutureStub, limit))
                        .apply(request));
    }
}
