package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.connection.CallFailed;
import dev.berth.runtime.containerd.connection.Connection;
import dev.berth.runtime.containerd.connection.Replies;
import dev.berth.runtime.containerd.host.Mounts;
import dev.berth.runtime.containerd.host.Uninterrupted;
import dev.berth.runtime.containerd.proto.diff.ApplyRequest;
import dev.berth.runtime.containerd.proto.diff.ApplyResponse;
import dev.berth.runtime.containerd.proto.diff.DiffGrpc;
import dev.berth.runtime.containerd.proto.types.Mount;
import dev.berth.spi.Descriptor;
import java.nio.file.Path;
import java.time.Duration;

/** Has containerd apply a layer that it has to a folder of the host. */
final class LayerApplier {
    /** containerd looks for a cancelled call at every entry and every 32 kB. */
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(10);

    private final Connection connection;
    private final Mounts mounts;
    private final Duration limit;

    LayerApplier(Connection connection, Mounts mounts, Duration limit) {
        this.connection = connection;
        this.mounts = mounts;
        this.limit = limit;
    }

    /**
     * Applies it. When this returns, by whatever way, containerd no longer writes there.
     *
     * @return the digest of what was applied, uncompressed
     */
    String apply(Descriptor layer, Path rootfs, ContentLease lease)
            throws CallFailed, InterruptedException {
        boolean answered = false;
        try {
            ApplyResponse applied =
                    Replies.await(
                            Connection.under(
                                            lease.id(),
                                            connection.to(DiffGrpc::newFutureStub, limit))
                                    .apply(request(layer, rootfs)));
            answered = true;
            return applied.getApplied().getDigest();
        } finally {
            if (!answered) {
                Uninterrupted.call(
                        "berth-unpack-end", () -> mounts.awaitAlone(rootfs, CANCEL_LIMIT));
            }
        }
    }

    private static ApplyRequest request(Descriptor layer, Path rootfs) {
        Mount bind =
                Mount.newBuilder()
                        .setType("bind")
                        .setSource(rootfs.toAbsolutePath().toString())
                        .addOptions("rbind")
                        .addOptions("rw")
                        .build();
        return ApplyRequest.newBuilder()
                .setDiff(
                        dev.berth.runtime.containerd.proto.types.Descriptor.newBuilder()
                                .setMediaType(layer.mediaType())
                                .setDigest(layer.digest())
                                .setSize(layer.size()))
                .addMounts(bind)
                .build();
    }
}
