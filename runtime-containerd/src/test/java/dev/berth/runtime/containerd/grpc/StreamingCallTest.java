package dev.berth.runtime.containerd.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.StringValue;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamingCallTest {
    private static final GrpcMethod<StringValue, StringValue> TALK =
            GrpcMethod.of("test.Service", "Talk", StringValue.parser());
    private static final int MORE_THAN_A_WINDOW = 1024 * 1024;

    private Path folder;
    private Path socket;
    private ScriptedGrpcServer server;
    private GrpcChannel channel;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "bg");
        socket = folder.resolve("s");
        server = new ScriptedGrpcServer(socket);
        channel = new GrpcChannel(socket, DaemonThreads.named("test-client"), CallTracer.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        channel.close();
        server.close();
        FileTree.delete(folder);
    }

    @Test
    void writesAndReadsInTurn() throws Exception {
        StreamingCall<StringValue, StringValue> call = open(GrpcTestBase.LONG);
        ScriptedGrpcServer.Call seen = server.call().replyHead();
        for (String text : new String[] {"one", "two", "three"}) {
            call.write(StringValue.of(text));
            seen.data();
            seen.message(StringValue.of(text + "!").toByteArray());
            assertEquals(text + "!", call.read().getValue());
        }
        seen.trailers("grpc-status", "0");
        assertEquals(
                "the server ended the call before it was over",
                assertThrows(GrpcException.class, call::read).getMessage());
    }

    /** As containerd does when the blob is there already: trailers, and a reset behind them. */
    @Test
    void isToldTheStatusBeforeTheResetThatFollowsIt() throws Exception {
        StreamingCall<StringValue, StringValue> call = open(GrpcTestBase.LONG);
        call.write(StringValue.of("x"));
        ScriptedGrpcServer.Call seen = server.call();
        seen.data();
        seen.replyHead()
                .trailers("grpc-status", "6", "grpc-message", "it is there")
                .reset(Http2Error.NO_ERROR);
        GrpcException e = assertThrows(GrpcException.class, call::read);
        assertEquals(GrpcCode.ALREADY_EXISTS, e.code());
        e = assertThrows(GrpcException.class, () -> writeOften(call));
        assertEquals(GrpcCode.ALREADY_EXISTS, e.code());
    }

    @Test
    void isToldTheStatusByAWriteThatHasNoRoomAnyMore() throws Exception {
        StreamingCall<StringValue, StringValue> call = open(GrpcTestBase.LONG);
        ScriptedGrpcServer.Call seen = server.call();
        seen.hold();
        call.write(StringValue.of("x".repeat(MORE_THAN_A_WINDOW)));
        seen.data();
        seen.replyHead()
                .trailers("grpc-status", "6", "grpc-message", "it is there")
                .reset(Http2Error.NO_ERROR);
        GrpcException e =
                assertThrows(GrpcException.class, () -> call.write(StringValue.of("more")));
        assertEquals(GrpcCode.ALREADY_EXISTS, e.code());
    }

    @Test
    void waitsWhileTheServerTakesNoMore() throws Exception {
        StreamingCall<StringValue, StringValue> call = open(GrpcTestBase.LONG);
        AtomicInteger written = new AtomicInteger();
        ScriptedGrpcServer.Call seen = server.call();
        seen.hold();
        StringValue much = StringValue.of("x".repeat(MORE_THAN_A_WINDOW));
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                write(call, much);
                                written.incrementAndGet();
                            }
                        });
        seen.data();
        // One waits for room, and the next for that one.
        assertTrue(written.get() <= 1, "written: " + written.get());
        assertFalse(writing.isDone());
        seen.go();
        writing.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        seen.replyHead().message(StringValue.of("done").toByteArray());
        assertEquals("done", call.read().getValue());
    }

    @Test
    void waitsNoLongerThanItsDeadline() throws Exception {
        CallOptions options = new CallOptions(Map.of(), Optional.of(Duration.ofMillis(300)));
        StreamingCall<StringValue, StringValue> call = open(options);
        ScriptedGrpcServer.Call seen = server.call();
        seen.hold();
        StringValue much = StringValue.of("x".repeat(MORE_THAN_A_WINDOW));
        GrpcException e =
                assertThrows(
                        GrpcException.class,
                        () -> {
                            call.write(much);
                            call.write(much);
                        });
        assertEquals(GrpcCode.DEADLINE_EXCEEDED, e.code());
        assertEquals(
                GrpcCode.DEADLINE_EXCEEDED, assertThrows(GrpcException.class, call::read).code());
    }

    @Test
    void holdsBackAServerWhoseRepliesAreNotRead() throws Exception {
        StreamingCall<StringValue, StringValue> call = open(GrpcTestBase.LONG);
        ScriptedGrpcServer.Call seen = server.call().replyHead();
        byte[] reply = StringValue.of("x".repeat(20_000)).toByteArray();
        int replies = 100;
        for (int i = 0; i < replies; i++) {
            seen.message(reply);
        }
        call.read();
        assertTrue(seen.pendingBytes() > 0, "all was taken");
        for (int i = 1; i < replies; i++) {
            assertEquals(20_000, call.read().getValue().length());
        }
    }

    @Test
    void endsWhenItIsCancelledOrTheConnectionBreaks() throws Exception {
        StreamingCall<StringValue, StringValue> cancelled = open(GrpcTestBase.LONG);
        ScriptedGrpcServer.Call seen = server.call();
        cancelled.cancel();
        assertEquals(Http2Error.CANCEL.code(), seen.reset());
        assertEquals(GrpcCode.CANCELLED, assertThrows(GrpcException.class, cancelled::read).code());
        StreamingCall<StringValue, StringValue> broken = open(GrpcTestBase.LONG);
        // Its head is sent without a request.
        server.call();
        server.connection().close();
        assertEquals(GrpcCode.UNAVAILABLE, assertThrows(GrpcException.class, broken::read).code());
    }

    @Test
    void isNotOpenedWhereNobodyListens() {
        server.close();
        assertInstanceOf(
                NotConnectedException.class,
                assertThrows(GrpcException.class, () -> open(GrpcTestBase.LONG)));
    }

    private StreamingCall<StringValue, StringValue> open(CallOptions options)
            throws GrpcException, InterruptedException {
        return channel.open(TALK, options);
    }

    private static void writeOften(StreamingCall<StringValue, StringValue> call)
            throws GrpcException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            call.write(StringValue.of("y"));
        }
    }

    private static void write(StreamingCall<StringValue, StringValue> call, StringValue request) {
        try {
            call.write(request);
        } catch (GrpcException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
