package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import dev.berth.runtime.containerd.proto.leases.CreateRequest;
import dev.berth.runtime.containerd.proto.leases.DeleteRequest;
import dev.berth.runtime.containerd.proto.leases.Lease;
import dev.berth.runtime.containerd.proto.leases.LeasesGrpc;
import dev.berth.runtime.containerd.proto.leases.LeasesGrpc.LeasesFutureStub;
import dev.berth.runtime.containerd.proto.leases.ListRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A client of containerd's leases service, which knows the leases of this run of the engine. */
final class ContentLeases {
    private static final String EXPIRY = "containerd.io/gc.expire";

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
        GrpcReplies.await(
                client().create(
                                CreateRequest.newBuilder()
                                        .setId(id)
                                        .putLabels(EXPIRY, expiry)
                                        .putLabels(EngineLabel.KEY, label.engine())
                                        .build()));
        return new ContentLease(connection, id);
    }

    /** Deletes a lease; what only it held is deleted before this returns. */
    void release(ContentLease lease) throws InterruptedException, ContainerdCallException {
        delete(lease.id(), true);
        acquired.remove(lease.id());
    }

    /** Deletes the leases of earlier runs of this engine, which were killed, and what they held. */
    void releaseLeft() throws InterruptedException, ContainerdCallException {
        List<String> left =
                GrpcReplies.await(
                                client().list(
                                                ListRequest.newBuilder()
                                                        .addFilters(label.filter())
                                                        .build()))
                        .getLeasesList()
                        .stream()
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
        try {
            GrpcReplies.await(
                    client().delete(DeleteRequest.newBuilder().setId(id).setSync(sync).build()));
        } catch (ContainerdCallException e) {
            // It may have expired.
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private LeasesFutureStub client() throws ContainerdCallException {
        return connection.to(LeasesGrpc::newFutureStub);
    }
}
