package dev.berth.runtime.containerd.grpc;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Calls to a server that answers as no gRPC server does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class GrpcTestBase {
    static final GrpcMethod<StringValue, StringValue> ECHO =
            GrpcMethod.of("test.Service", "Echo", StringValue.parser());
    static final CallOptions LONG =
            new CallOptions(Map.of("x-own", "value"), Optional.of(TestTimeout.LIMIT));

    static final CallOptions SHORT = new CallOptions(Map.of(), Optional.of(Duration.ofMillis(100)));
    static final String THREAD = "test-grpc-client";

    final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    Path folder;
    Path socket;
    ScriptedGrpcServer server;
    GrpcChannel channel;

    @BeforeEach
    final void start() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "bg");
        socket = folder.resolve("s");
        server = new ScriptedGrpcServer(socket);
        channel = new GrpcChannel(socket, this::thread, CallTracer.NONE);
    }

    private Thread thread(Runnable task) {
        Thread thread = DaemonThreads.create(THREAD, task);
        threads.add(thread);
        return thread;
    }

    @AfterEach
    final void stop() throws IOException {
        channel.close();
        server.close();
        FileTree.delete(folder);
    }

    final UnaryCall<StringValue> call(String text) {
        return channel.call(ECHO, StringValue.of(text), LONG);
    }

    static void ok(ScriptedGrpcServer.Call call, String text) {
        call.replyHead().message(StringValue.of(text).toByteArray()).trailers("grpc-status", "0");
    }

    static GrpcException failure(UnaryCall<?> call) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> call.reply().get());
        return assertInstanceOf(GrpcException.class, e.getCause());
    }
}
