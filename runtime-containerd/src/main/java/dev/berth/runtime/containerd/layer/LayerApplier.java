package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.host.MountCopies;
import dev.berth.runtime.containerd.host.UninterruptibleCall;
import dev.berth.runtime.containerd.proto.diff.ApplyRequest;
import dev.berth.runtime.containerd.proto.diff.ApplyResponse;
import dev.berth.runtime.containerd.proto.types.Mount;
import dev.berth.spi.Descriptor;
import java.nio.file.Path;
import java.time.Duration;

/** Applies a layer in containerd's content store to a folder of the host, by its diff service. */
final class LayerApplier {
    /** containerd looks for a cancelled call at every entry and every 32 kB. */
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(10);

    private static final GrpcMethod<ApplyRequest, ApplyResponse> APPLY =
            GrpcMethod.of("containerd.services.diff.v1.Diff", "Apply", ApplyResponse.parser());

    private final ContainerdConnection connection;
    private final MountCopies copies;

    LayerApplier(ContainerdConnection connection, MountCopies copies) {
        this.connection = connection;
        this.copies = copies;
    }

    /**
     * Applies it. When this returns, by whatever way, containerd no longer writes there.
     *
     * @param limit how long it may take
     * @return the digest of what was applied, uncompressed
     */
    String apply(Descriptor layer, Path rootfs, ContentLease lease, Duration limit)
            throws ContainerdCallException, InterruptedException {
        boolean replied = false;
        try {
            ApplyResponse applied =
                    connection
                            .client(limit)
                            .under(lease.id())
                            .call(APPLY, request(layer, rootfs))
                            .await();
            replied = true;
            return applied.getApplied().getDigest();
        } finally {
            if (!replied) {
                UninterruptibleCall.call(
                        "berth-unpack-end", () -> copies.awaitNone(rootfs, CANCEL_LIMIT));
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
                                .setDigest(layer.digest().toString())
                                .setSize(layer.size()))
                .addMounts(bind)
                .build();
    }
}
