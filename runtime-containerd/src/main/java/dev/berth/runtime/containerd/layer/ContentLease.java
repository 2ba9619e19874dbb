package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import dev.berth.runtime.containerd.proto.leases.AddResourceRequest;
import dev.berth.runtime.containerd.proto.leases.CreateRequest;
import dev.berth.runtime.containerd.proto.leases.DeleteRequest;
import dev.berth.runtime.containerd.proto.leases.LeasesGrpc;
import dev.berth.runtime.containerd.proto.leases.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A lease of containerd's, which keeps content from its garbage collector for as long as it is
 * used: without one a blob may be collected the moment after it was written.
 *
 * @param id the lease's ID
 */
record ContentLease(ContainerdConnection connection, String id) {
    private static final String EXPIRY = "containerd.io/gc.expire";

    /**
     * Creates a lease.
     *
     * @param limit when it ends by itself, should this engine be killed
     */
    static ContentLease acquire(ContainerdConnection connection, Duration limit)
            throws InterruptedException, ContainerdCallException {
        String id = "berth-unpack-" + UUID.randomUUID();
        String expiry = Instant.now().plus(limit).truncatedTo(ChronoUnit.SECONDS).toString();
        GrpcReplies.await(
                connection
                        .to(LeasesGrpc::newFutureStub)
                        .create(
                                CreateRequest.newBuilder()
                                        .setId(id)
                                        .putLabels(EXPIRY, expiry)
                                        .build()));
        return new ContentLease(connection, id);
    }

    /** Holds a blob, whether it is there yet or not. */
    void hold(Digest digest) throws InterruptedException, ContainerdCallException {
        Resource blob = Resource.newBuilder().setId(digest.toString()).setType("content").build();
        GrpcReplies.await(
                connection
                        .to(LeasesGrpc::newFutureStub)
                        .addResource(
                                AddResourceRequest.newBuilder()
                                        .setId(id)
                                        .setResource(blob)
                                        .build()));
    }

    /** Deletes the lease; what only it held is deleted before this returns. */
    void release() throws InterruptedException, ContainerdCallException {
        GrpcReplies.await(
                connection
                        .to(LeasesGrpc::newFutureStub)
                        .delete(DeleteRequest.newBuilder().setId(id).setSync(true).build()));
    }
}
