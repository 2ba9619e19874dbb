package dev.berth.runtime.containerd.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.StringValue;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of calls when there is no connection, or another one. */
class GrpcChannelTest extends GrpcTestBase {
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
}
