package dev.berth.runtime.containerd.layer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.UnsafeByteOperations;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.grpc.GrpcException;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.grpc.StreamingCall;
import dev.berth.runtime.containerd.proto.content.AbortRequest;
import dev.berth.runtime.containerd.proto.content.WriteAction;
import dev.berth.runtime.containerd.proto.content.WriteContentRequest;
import dev.berth.runtime.containerd.proto.content.WriteContentResponse;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Writes a blob into containerd's content store, which checks digest and size once more. */
final class ContentUpload {
    private static final String SERVICE = "containerd.services.content.v1.Content";
    private static final GrpcMethod<WriteContentRequest, WriteContentResponse> WRITE =
            GrpcMethod.of(SERVICE, "Write", WriteContentResponse.parser());
    private static final GrpcMethod<AbortRequest, Empty> ABORT =
            GrpcMethod.of(SERVICE, "Abort", Empty.parser());

    /** A message may have 16 MB; this is enough to keep both sides busy. */
    private static final int CHUNK = 1024 * 1024;

    /**
     * So many chunks are on their way unacknowledged; more would pile up, none would wait each
     * time.
     */
    private static final int AHEAD = 2;

    private final ContainerdConnection connection;
    private final ContentLease lease;
    private final Descriptor blob;
    private final Duration limit;

    ContentUpload(
            ContainerdConnection connection, ContentLease lease, Descriptor blob, Duration limit) {
        this.connection = connection;
        this.lease = lease;
        this.blob = blob;
        this.limit = limit;
    }

    /**
     * Sends all bytes.
     *
     * @param sent told how many bytes are sent
     */
    void send(InputStream bytes, LongConsumer sent)
            throws IOException, ContainerdCallException, InterruptedException {
        // Before it is there: somebody else's may be taken back the moment after containerd has it.
        lease.hold(blob.digest());
        boolean committed = false;
        try {
            write(bytes, sent);
            committed = true;
        } catch (GrpcException e) {
            ContainerdCallException failure = ContainerdCallException.of(e);
            if (!failure.isAlreadyExists()) {
                throw failure;
            }
            committed = true;
        } finally {
            if (!committed) {
                abort();
            }
        }
    }

    private void write(InputStream bytes, LongConsumer sent)
            throws IOException, GrpcException, InterruptedException {
        StreamingCall<WriteContentRequest, WriteContentResponse> call =
                connection.client(limit).under(lease.id()).open(WRITE);
        try {
            write(call, bytes, sent);
        } finally {
            // The blob is sent, or given up.
            call.cancel();
        }
    }

    private void write(
            StreamingCall<WriteContentRequest, WriteContentResponse> call,
            InputStream bytes,
            LongConsumer sent)
            throws IOException, GrpcException, InterruptedException {
        long offset = 0;
        int unacknowledged = 0;
        byte[] chunk = bytes.readNBytes(CHUNK);
        while (chunk.length > 0) {
            call.write(request(WriteAction.WRITE, offset, UnsafeByteOperations.unsafeWrap(chunk)));
            unacknowledged++;
            while (unacknowledged > AHEAD) {
                call.read();
                unacknowledged--;
            }
            offset += chunk.length;
            sent.accept(offset);
            chunk = bytes.readNBytes(CHUNK);
        }
        call.write(request(WriteAction.COMMIT, offset, ByteString.EMPTY));
        for (; unacknowledged >= 0; unacknowledged--) {
            call.read();
        }
    }

    private WriteContentRequest request(WriteAction action, long offset, ByteString data) {
        return WriteContentRequest.newBuilder()
                .setAction(action)
                .setRef(lease.id())
                .setTotal(blob.size())
                .setExpected(blob.digest().toString())
                .setOffset(offset)
                .setData(data)
                .build();
    }

    /** What was begun and not committed goes now, not when the garbage collector comes. */
    private void abort() {
        // Where it fails the lease's end takes it along.
        connection
                .client()
                .under(lease.id())
                .call(ABORT, AbortRequest.newBuilder().setRef(lease.id()).build());
    }
}
