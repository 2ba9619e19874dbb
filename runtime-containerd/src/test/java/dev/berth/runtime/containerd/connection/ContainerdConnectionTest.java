package dev.berth.runtime.containerd.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerdConnectionTest {
    private static final GrpcMethod<Empty, Empty> METHOD =
            GrpcMethod.of("test.Service", "Method", Empty.parser());
    private static final int CALLS = 200;

    @TempDir Path folder;

    /** What depends on a call may block, which would hold up the event loop. */
    @Test
    void tellsOfItsEndOnThreadsOfTheCallbacks() throws Exception {
        Path socket = folder.resolve("s");
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                DirectoryWatcher folders = new DirectoryWatcher()) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            ContainerdConnection connection =
                    new ContainerdConnection(
                            socket, "berth", Duration.ofMinutes(1), folders, CallTracer.NONE);
            for (int i = 0; i < CALLS; i++) {
                connection
                        .clientWithoutDeadline()
                        .call(METHOD, Empty.getDefaultInstance())
                        .stage()
                        .whenComplete(
                                (reply, error) -> threads.add(Thread.currentThread().getName()));
            }
            connection.close();
        }
        assertEquals(CALLS, threads.size());
        assertTrue(
                threads.stream().allMatch(name -> name.startsWith("berth-containerd-reply-")),
                threads.toString());
    }
}
