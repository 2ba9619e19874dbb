package dev.berth.runtime.containerd.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.StringValue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnaryCallTest extends GrpcTestBase {
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
}
