package dev.berth.runtime.containerd.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.grpc.CallOptions;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.grpc.GrpcChannel;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.grpc.UnaryCall;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerdCallTest {
    private static final GrpcMethod<Empty, Empty> METHOD =
            GrpcMethod.of("test.Service", "Method", Empty.parser());

    @TempDir Path folder;

    @Test
    void failsWhereNoThreadCanBeStartedForItsCallbacks() throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                GrpcChannel channel =
                        new GrpcChannel(
                                socket, DaemonThreads.named("test-client"), CallTracer.NONE)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            UnaryCall<Empty> call =
                    channel.call(
                            METHOD,
                            Empty.getDefaultInstance(),
                            new CallOptions(Map.of(), Optional.empty()));
            ContainerdCall<Empty> withoutThreads =
                    new ContainerdCall<>(call, ContainerdCallTest::refuse);
            CompletableFuture<Empty> before = withoutThreads.stage();
            assertFalse(before.isDone());
            call.cancel();
            assertFails(before);
            assertFails(withoutThreads.stage());
        }
    }

    private static void refuse(Runnable task) {
        throw new OutOfMemoryError("unable to create native thread");
    }

    private static void assertFails(CompletableFuture<?> stage) {
        ExecutionException e =
                assertThrows(
                        ExecutionException.class,
                        () -> stage.get(TestTimeout.LIMIT.toSeconds() / 2, TimeUnit.SECONDS));
        assertInstanceOf(ContainerdCallException.class, e.getCause());
        assertTrue(e.getCause().getMessage().contains("native thread"), e.toString());
    }
}
