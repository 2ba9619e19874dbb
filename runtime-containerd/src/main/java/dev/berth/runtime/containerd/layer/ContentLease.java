package dev.berth.runtime.containerd.layer;

import com.google.protobuf.Empty;
import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.proto.leases.AddResourceRequest;
import dev.berth.runtime.containerd.proto.leases.Resource;

/**
 * A lease of containerd's, which keeps content from its garbage collector for as long as it is
 * used: without one a blob may be collected the moment after it was written.
 *
 * @param id the lease's ID
 */
record ContentLease(ContainerdConnection connection, String id) {
    private static final GrpcMethod<AddResourceRequest, Empty> ADD_RESOURCE =
            GrpcMethod.of(ContentLeases.SERVICE, "AddResource", Empty.parser());

    /** Holds a blob, whether it is there yet or not. */
    void hold(Digest digest) throws InterruptedException, ContainerdCallException {
        Resource blob = Resource.newBuilder().setId(digest.toString()).setType("content").build();
        AddResourceRequest request =
                AddResourceRequest.newBuilder().setId(id).setResource(blob).build();
        connection.client().call(ADD_RESOURCE, request).await();
    }
}
