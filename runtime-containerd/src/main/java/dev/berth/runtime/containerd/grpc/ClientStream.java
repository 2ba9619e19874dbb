package dev.berth.runtime.containerd.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * An HTTP/2 stream of one call, used by its connection's event loop only. What the reader does not
 * want yet is kept here, and takes room in the stream's window until it is read; a stream that ends
 * is read to its end first, because the status may be in what came before.
 */
final class ClientStream {
    /** Who reads a stream. It throws nothing. */
    interface Reader {
        /** Returns whether more is to be read now. */
        boolean wantsFrames();

        void head(Http2Headers head, boolean last);

        /** The bytes are valid for the time of this call. */
        void data(ByteBuf bytes, boolean last);

        /** The stream has ended, and nothing follows. */
        void ended(GrpcException why);
    }

    private final ServerConnection connection;
    private final int id;
    private final Reader reader;

    /** What came while the reader wanted nothing: each hands one frame to it. */
    private final Queue<Runnable> unread = new ArrayDeque<>();

    private boolean requestEnded;
    private boolean replyEnded;
    private boolean ended;

    ClientStream(ServerConnection connection, int id, Reader reader) {
        this.connection = connection;
        this.id = id;
        this.reader = reader;
    }

    /**
     * Writes DATA, not flushed.
     *
     * @return completes when it is in the socket
     */
    ChannelFuture write(ByteBuf data, boolean last) {
        requestEnded |= last;
        return endWithFailureOf(connection.write(id, data, last));
    }

    /** Has the stream end when a write fails. */
    ChannelFuture endWithFailureOf(ChannelFuture write) {
        return write.addListener(
                written -> {
                    if (!written.isSuccess()) {
                        end(CallStatus.ofLostConnection(written.cause()));
                    }
                });
    }

    void flush() {
        connection.flush();
    }

    /** Hands on what was kept, as long as the reader wants it. */
    void read() {
        while (!unread.isEmpty() && reader.wantsFrames()) {
            unread.remove().run();
        }
    }

    void head(Http2Headers head, boolean last) {
        replyEnded |= last;
        if (isReadAtOnce()) {
            reader.head(head, last);
        } else {
            unread.add(() -> reader.head(head, last));
        }
    }

    /** Returns how many of the bytes take no more room in the window. */
    int data(ByteBuf data, boolean last) {
        replyEnded |= last;
        int bytes = data.readableBytes();
        if (isReadAtOnce()) {
            reader.data(data, last);
            return bytes;
        }
        byte[] kept = ByteBufUtil.getBytes(data);
        unread.add(
                () -> {
                    reader.data(Unpooled.wrappedBuffer(kept), last);
                    connection.giveRoom(id, bytes);
                });
        return 0;
    }

    private boolean isReadAtOnce() {
        return unread.isEmpty() && reader.wantsFrames();
    }

    /** The server has reset it. */
    void reset(long error) {
        leave(CallStatus.ofReset(error));
    }

    /** The connection has no such stream any more. */
    void closed() {
        if (!ended) {
            leave(CallStatus.ofLostConnection(null));
        }
    }

    /** Ends it; the server expects to hear no more of it. */
    private void leave(GrpcException why) {
        requestEnded = true;
        replyEnded = true;
        end(why);
    }

    /** Ends it, after what is kept is read, whether or not it is wanted. */
    void end(GrpcException why) {
        while (!unread.isEmpty()) {
            unread.remove().run();
        }
        reader.ended(why);
    }

    /** Nothing more is read; the server is told, unless both sides have said all. */
    void close() {
        ended = true;
        unread.clear();
        if (!requestEnded || !replyEnded) {
            connection.cancel(id);
        }
    }
}
