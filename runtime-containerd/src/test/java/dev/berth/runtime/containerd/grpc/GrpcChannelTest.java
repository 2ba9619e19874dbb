package dev.berth.runtime.containerd.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.StringValue;
import dev.berth.shared.file.FileTree;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unary calls to a server that answers as no gRPC server does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrpcChannelTest {
    static final GrpcMethod<StringValue, StringValue> ECHO =
            GrpcMethod.of("test.Service", "Echo", StringValue.parser());
    static final CallOptions LONG =
            new CallOptions(Map.of("x-own", "value"), Optional.of(TestTimeout.LIMIT));

    private static final CallOptions SHORT =
            new CallOptions(Map.of(), Optional.of(Duration.ofMillis(100)));
    private static final String THREAD = "test-grpc-client";

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private Path folder;
    private Path socket;
    private ScriptedGrpcServer server;
    private GrpcChannel channel;

    @BeforeEach
    void start() throws IOException {
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
    void stop() throws IOException {
        channel.close();
        server.close();
        FileTree.delete(folder);
    }

    @Test
    void sendsARequestAndReturnsItsReply() throws Exception {
        UnaryCall<StringValue> call = call("hello");
        ScriptedGrpcServer.Call seen = server.call();
        assertEquals("/test.Service/Echo", seen.head().path().toString());
        assertEquals("POST", seen.head().method().toString());
        assertEquals("application/grpc", seen.head().get("content-type").toString());
        assertEquals("trailers", seen.head().get("te").toString());
        assertEquals("value", seen.head().get("x-own").toString());
        assertEquals("30000m", seen.head().get("grpc-timeout").toString());
        byte[] message = StringValue.of("hello").toByteArray();
        ByteBuf framed = Unpooled.buffer().writeByte(0).writeInt(message.length);
        framed.writeBytes(message);
        byte[] expected = new byte[framed.readableBytes()];
        framed.readBytes(expected);
        assertArrayEquals(expected, seen.data());
        ok(seen, "world");
        assertEquals("world", call.reply().get().getValue());
    }

    @Test
    void returnsAReplyThatComesInPieces() throws Exception {
        UnaryCall<StringValue> call = call("x");
        ScriptedGrpcServer.Call seen = server.call().replyHead();
        String text = "y".repeat(300_000);
        byte[] message = StringValue.of(text).toByteArray();
        ByteBuf framed = Unpooled.buffer().writeByte(0).writeInt(message.length);
        framed.writeBytes(message);
        seen.bytes(framed.readRetainedSlice(3));
        while (framed.readableBytes() > 0) {
            seen.bytes(framed.readRetainedSlice(Math.min(7001, framed.readableBytes())));
        }
        seen.trailers("grpc-status", "0");
        assertEquals(text, call.reply().get().getValue());
    }

    /** Of more than the default limit of gRPC: a list has the spec of each container. */
    @Test
    void returnsALongReply() throws Exception {
        UnaryCall<StringValue> call = call("x");
        byte[] message = StringValue.of("y".repeat(6 * 1024 * 1024)).toByteArray();
        server.call().replyHead().message(message).trailers("grpc-status", "0");
        assertEquals(message.length, call.reply().get().toByteArray().length);
    }

    @Test
    void decodesTheMessageOfAnError() throws Exception {
        UnaryCall<StringValue> call = call("x");
        server.call()
                .replyHead()
                .trailers("grpc-status", "5", "grpc-message", "container \"%C3%A9\" 100%25 %zz %4");
        GrpcException e = failure(call);
        assertEquals(GrpcCode.NOT_FOUND, e.code());
        assertEquals("container \"é\" 100% %zz %4", e.getMessage());
    }

    @Test
    void takesTrailersOnly() throws Exception {
        UnaryCall<StringValue> call = call("x");
        server.call()
                .trailers(
                        ":status",
                        "200",
                        "content-type",
                        "application/grpc",
                        "grpc-status",
                        "12",
                        "grpc-message",
                        "unknown service");
        GrpcException e = failure(call);
        assertEquals(GrpcCode.UNIMPLEMENTED, e.code());
        assertEquals("unknown service", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "99, UNKNOWN",
        "-1, UNKNOWN",
        "x, UNKNOWN",
        "'', UNKNOWN",
        "16, UNAUTHENTICATED",
    })
    void takesAnyStatus(String number, GrpcCode code) throws Exception {
        UnaryCall<StringValue> call = call("x");
        server.call().replyHead().trailers("grpc-status", number);
        assertEquals(code, failure(call).code());
    }

    @ParameterizedTest
    @CsvSource({
        "404, text/html, UNIMPLEMENTED",
        "503, text/html, UNAVAILABLE",
        "418, text/html, UNKNOWN",
        "200, text/html, UNKNOWN",
    })
    void failsOnAServerThatSpeaksNoGrpc(String status, String type, GrpcCode code)
            throws Exception {
        UnaryCall<StringValue> call = call("x");
        server.call().headers(false, ":status", status, "content-type", type);
        assertEquals(code, failure(call).code());
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED_STREAM, UNAVAILABLE",
        "CANCEL, CANCELLED",
        "ENHANCE_YOUR_CALM, RESOURCE_EXHAUSTED",
        "NO_ERROR, INTERNAL",
        "INTERNAL_ERROR, INTERNAL",
    })
    void failsWhenTheServerResetsTheCall(String error, GrpcCode code) throws Exception {
        UnaryCall<StringValue> call = call("x");
        server.call().replyHead().reset(Http2Error.valueOf(error));
        assertEquals(code, failure(call).code());
    }

    @Test
    void endsAtItsDeadlineAndTellsTheServer() throws Exception {
        UnaryCall<StringValue> call = channel.call(ECHO, StringValue.of("x"), SHORT);
        ScriptedGrpcServer.Call seen = server.call();
        assertEquals("100m", seen.head().get("grpc-timeout").toString());
        assertEquals(GrpcCode.DEADLINE_EXCEEDED, failure(call).code());
        assertEquals(Http2Error.CANCEL.code(), seen.reset());
    }

    @Test
    void isCancelledAndTellsTheServer() throws Exception {
        UnaryCall<StringValue> call = call("x");
        ScriptedGrpcServer.Call seen = server.call();
        call.cancel();
        assertEquals(GrpcCode.CANCELLED, failure(call).code());
        assertEquals(Http2Error.CANCEL.code(), seen.reset());
    }

    @Test
    void refusesAMessageThatIsTooLongByItsPrefix() throws Exception {
        UnaryCall<StringValue> call = call("x");
        ScriptedGrpcServer.Call seen = server.call().replyHead();
        seen.bytes(Unpooled.buffer().writeByte(0).writeInt(MessageReader.MAX_BYTES + 1));
        assertEquals(GrpcCode.RESOURCE_EXHAUSTED, failure(call).code());
        assertEquals(Http2Error.CANCEL.code(), seen.reset());
    }

    @Test
    void refusesMessagesThatBreakTheProtocol() throws Exception {
        List<ByteBuf> wrong =
                List.of(
                        // Compressed, which was not offered.
                        Unpooled.buffer().writeByte(1).writeInt(0),
                        // A length below zero.
                        Unpooled.buffer().writeByte(0).writeInt(-1),
                        // No StringValue.
                        Unpooled.buffer().writeByte(0).writeInt(2).writeShort(0x0a7f),
                        // Two replies.
                        Unpooled.buffer().writeZero(10));
        for (ByteBuf bytes : wrong) {
            UnaryCall<StringValue> call = call("x");
            ScriptedGrpcServer.Call seen = server.call().replyHead().bytes(bytes);
            GrpcCode code = failure(call).code();
            assertTrue(
                    code == GrpcCode.INTERNAL || code == GrpcCode.RESOURCE_EXHAUSTED,
                    code.toString());
            assertEquals(Http2Error.CANCEL.code(), seen.reset());
        }
    }

    @Test
    void refusesAnEndWithoutAReplyOrWithinOne() throws Exception {
        UnaryCall<StringValue> none = call("x");
        server.call().replyHead().trailers("grpc-status", "0");
        assertEquals("the server sent no reply", failure(none).getMessage());
        UnaryCall<StringValue> half = call("x");
        server.call()
                .replyHead()
                .bytes(Unpooled.buffer().writeByte(0).writeInt(4).writeByte(1))
                .trailers("grpc-status", "0");
        assertEquals("the server ended the call within a message", failure(half).getMessage());
        UnaryCall<StringValue> statusless = call("x");
        server.call().replyHead().trailers("x-other", "0");
        assertEquals(GrpcCode.INTERNAL, failure(statusless).code());
    }

    @Test
    void refusesAHeaderListThatIsTooLongAndGoesOn() throws Exception {
        UnaryCall<StringValue> call = call("x");
        Channel connection = server.connection();
        server.call()
                .replyHead()
                .trailers(
                        "grpc-status",
                        "2",
                        "grpc-message",
                        "x".repeat(ServerConnection.MAX_HEADER_BYTES + 100));
        assertEquals(GrpcCode.RESOURCE_EXHAUSTED, failure(call).code());
        UnaryCall<StringValue> next = call("y");
        ok(server.call(), "z");
        assertEquals("z", next.reply().get().getValue());
        assertTrue(connection.isActive());
    }

    @Test
    void failsWhenTheConnectionBreaksAndMakesANewOne() throws Exception {
        UnaryCall<StringValue> call = call("x");
        Channel first = server.connection();
        server.call();
        first.close();
        assertEquals(GrpcCode.UNAVAILABLE, failure(call).code());
        UnaryCall<StringValue> next = call("y");
        ok(server.call(), "z");
        assertEquals("z", next.reply().get().getValue());
        assertNotSame(first, server.connection());
    }

    @Test
    void letsACallEndThatTheServerServesBeforeItGoes() throws Exception {
        UnaryCall<StringValue> call = call("x");
        Channel first = server.connection();
        ScriptedGrpcServer.Call seen = server.call();
        first.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        assertSame(first, server.goneAway());
        UnaryCall<StringValue> next = call("y");
        ok(server.call(), "z");
        assertEquals("z", next.reply().get().getValue());
        assertNotSame(first, server.connection());
        ok(seen, "late");
        assertEquals("late", call.reply().get().getValue());
        assertTrue(first.closeFuture().await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void failsAtOnceWhenNobodyListens() throws Exception {
        server.close();
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        GrpcException e = failure(call("x"));
        assertInstanceOf(NotConnectedException.class, e);
        assertEquals(
                "does not answer at %s (Connection refused)".formatted(socket), e.getMessage());
        Files.deleteIfExists(socket);
        assertEquals(
                "does not answer at %s (No such file or directory)".formatted(socket),
                failure(call("x")).getMessage());
    }

    @Test
    void waitsForAServerThatIsSilentUntilItsDeadline() throws Exception {
        Path silent = folder.resolve("silent");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                GrpcChannel to =
                        new GrpcChannel(silent, DaemonThreads.named(THREAD), CallTracer.NONE)) {
            other.bind(UnixDomainSocketAddress.of(silent));
            UnaryCall<StringValue> call = to.call(ECHO, StringValue.of("x"), SHORT);
            assertEquals(GrpcCode.DEADLINE_EXCEEDED, failure(call).code());
        }
    }

    @Test
    void failsOnAServerThatSpeaksAnotherProtocol() throws Exception {
        Path http = folder.resolve("http");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                GrpcChannel to =
                        new GrpcChannel(http, DaemonThreads.named(THREAD), CallTracer.NONE)) {
            other.bind(UnixDomainSocketAddress.of(http));
            UnaryCall<StringValue> call = to.call(ECHO, StringValue.of("x"), LONG);
            try (SocketChannel accepted = other.accept();
                    OutputStream out = Channels.newOutputStream(accepted)) {
                out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                out.flush();
                assertInstanceOf(NotConnectedException.class, failure(call));
            }
        }
    }

    @Test
    void failsACallAboveTheServersLimitAndGoesOn() throws Exception {
        Path narrow = folder.resolve("narrow");
        Http2Settings one = Http2Settings.defaultSettings().maxConcurrentStreams(1);
        try (ScriptedGrpcServer other = new ScriptedGrpcServer(narrow, one);
                GrpcChannel to =
                        new GrpcChannel(narrow, DaemonThreads.named(THREAD), CallTracer.NONE)) {
            UnaryCall<StringValue> first = to.call(ECHO, StringValue.of("1"), LONG);
            UnaryCall<StringValue> second = to.call(ECHO, StringValue.of("2"), LONG);
            GrpcException refused = failure(second);
            assertEquals(GrpcCode.UNAVAILABLE, refused.code());
            assertEquals("the server takes no more calls at once", refused.getMessage());
            ok(other.call(), "one");
            assertEquals("one", first.reply().get().getValue());
            UnaryCall<StringValue> third = to.call(ECHO, StringValue.of("3"), LONG);
            ok(other.call(), "three");
            assertEquals("three", third.reply().get().getValue());
        }
    }

    @Test
    void failsAllCallsWhenItIsClosedAndLeavesNoThread() throws Exception {
        List<UnaryCall<StringValue>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(call("x"));
            server.call();
        }
        channel.close();
        for (UnaryCall<StringValue> call : calls) {
            assertEquals(GrpcCode.UNAVAILABLE, failure(call).code());
        }
        assertEquals(GrpcCode.UNAVAILABLE, failure(call("x")).code());
        Thread loop = threads.remove();
        loop.join(TestTimeout.LIMIT.toMillis());
        assertFalse(loop.isAlive());
        assertTrue(threads.isEmpty());
    }

    private UnaryCall<StringValue> call(String text) {
        return channel.call(ECHO, StringValue.of(text), LONG);
    }

    static void ok(ScriptedGrpcServer.Call call, String text) {
        call.replyHead().message(StringValue.of(text).toByteArray()).trailers("grpc-status", "0");
    }

    private static GrpcException failure(UnaryCall<?> call) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> call.reply().get());
        return assertInstanceOf(GrpcException.class, e.getCause());
    }
}
