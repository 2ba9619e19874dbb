package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import dev.berth.runtime.containerd.proto.leases.AddResourceRequest;
import dev.berth.runtime.containerd.proto.leases.LeasesGrpc;
import dev.berth.runtime.containerd.proto.leases.Resource;

/**
 * A lease of containerd's, which keeps content from its garbage collector for as long as it is
 * used: without one a blob may be collected the moment after it was written.
 *
 * @param id the lease's ID
 */
record ContentLease(ContainerdConnection connection, String id) {
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
}
