package dev.berth.runtime.containerd.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.ContainerdHost;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.proto.version.VersionGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ContainerdConnectionIT {
    private static final String IO = "berth-containerd-io-";

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    /** In a race with the connection's end it met "event executor terminated". */
    @Test
    void takesWhatACallbackAsksForWhileItIsClosed() throws Exception {
        LateRequest late = new LateRequest();
        DirectoryWatcher folders = new DirectoryWatcher();
        ContainerdConnection connection =
                new ContainerdConnection(
                        HOST.containerd().socket(),
                        HOST.namespace(),
                        Duration.ofSeconds(30),
                        folders,
                        late);
        Empty nothing = Empty.getDefaultInstance();
        GrpcReplies.await(connection.to(VersionGrpc::newFutureStub).version(nothing));
        Thread io =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith(IO))
                        .findFirst()
                        .orElseThrow();
        HOST.containerd().signal("STOP");
        try {
            late.io = Optional.of(io);
            connection.withoutDeadline(VersionGrpc::newFutureStub).version(nothing);
            connection.close();
        } finally {
            HOST.containerd().signal("CONT");
            folders.close();
        }
        assertEquals(Optional.empty(), late.asked.get(5, TimeUnit.SECONDS));
    }

    /** Asks for one more message at the end of a call, once the I/O thread had time to end. */
    private static final class LateRequest implements ClientInterceptor {
        private final CompletableFuture<Optional<RuntimeException>> asked =
                new CompletableFuture<>();
        private volatile Optional<Thread> io = Optional.empty();

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            ClientCall<Q, A> call = next.newCall(method, options);
            return new SimpleForwardingClientCall<>(call) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(
                            new SimpleForwardingClientCallListener<>(listener) {
                                @Override
                                public void onClose(Status status, Metadata trailers) {
                                    io.ifPresent(thread -> asked.complete(late(thread, call)));
                                    super.onClose(status, trailers);
                                }
                            },
                            headers);
                }
            };
        }

        private static Optional<RuntimeException> late(Thread io, ClientCall<?, ?> call) {
            try {
                io.join(1000);
                call.request(1);
                return Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
