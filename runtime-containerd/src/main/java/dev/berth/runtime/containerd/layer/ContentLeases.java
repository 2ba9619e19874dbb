package dev.berth.runtime.containerd.layer;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.proto.leases.CreateRequest;
import dev.berth.runtime.containerd.proto.leases.CreateResponse;
import dev.berth.runtime.containerd.proto.leases.DeleteRequest;
import dev.berth.runtime.containerd.proto.leases.Lease;
import dev.berth.runtime.containerd.proto.leases.ListRequest;
import dev.berth.runtime.containerd.proto.leases.ListResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A client of containerd's leases service, which knows the leases of this run of the engine. */
final class ContentLeases {
    static final String SERVICE = "containerd.services.leases.v1.Leases";

    private static final String EXPIRY = "containerd.io/gc.expire";
    private static final GrpcMethod<CreateRequest, CreateResponse> CREATE =
            GrpcMethod.of(SERVICE, "Create", CreateResponse.parser());
    private static final GrpcMethod<DeleteRequest, Empty> DELETE =
            GrpcMethod.of(SERVICE, "Delete", Empty.parser());
    private static final GrpcMethod<ListRequest, ListResponse> LIST =
            GrpcMethod.of(SERVICE, "List", ListResponse.parser());

    private final ContainerdConnection connection;
    private final EngineLabel label;
    private final Set<String> acquired = ConcurrentHashMap.newKeySet();

    /**
     * @param label what the leases are known by
     */
    ContentLeases(ContainerdConnection connection, EngineLabel label) {
        this.connection = connection;
        this.label = label;
    }

    /**
     * Creates a lease.
     *
     * @param limit when it ends by itself, should this engine be killed and no other come
     */
    ContentLease acquire(Duration limit) throws InterruptedException, ContainerdCallException {
        String id = "berth-unpack-" + UUID.randomUUID();
        String expiry = Instant.now().plus(limit).truncatedTo(ChronoUnit.SECONDS).toString();
        acquired.add(id);
        CreateRequest request =
                CreateRequest.newBuilder()
                        .setId(id)
                        .putLabels(EXPIRY, expiry)
                        .putLabels(EngineLabel.KEY, label.engine())
                        .build();
        connection.client().call(CREATE, request).await();
        return new ContentLease(connection, id);
    }

    /** Deletes a lease; what only it held is deleted before this returns. */
    void release(ContentLease lease) throws InterruptedException, ContainerdCallException {
        delete(lease.id(), true);
        acquired.remove(lease.id());
    }

    /** Deletes the leases of earlier runs of this engine, which were killed, and what they held. */
    void releaseLeft() throws InterruptedException, ContainerdCallException {
        ListRequest request = ListRequest.newBuilder().addFilters(label.filter()).build();
        List<String> left =
                connection.client().call(LIST, request).await().getLeasesList().stream()
                        .map(Lease::getId)
                        .filter(id -> !acquired.contains(id))
                        .toList();
        // The garbage collector runs once, with the last.
        for (int i = 0; i < left.size(); i++) {
            delete(left.get(i), i == left.size() - 1);
        }
    }

    private void delete(String id, boolean sync)
            throws InterruptedException, ContainerdCallException {
        DeleteRequest request = DeleteRequest.newBuilder().setId(id).setSync(sync).build();
        try {
            connection.client().call(DELETE, request).await();
        } catch (ContainerdCallException e) {
            // It may have expired.
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }
}
