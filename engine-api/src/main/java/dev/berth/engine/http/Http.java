package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;

/** Has HTTP/1.1 spoken on a connection. */
final class Http {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_PIECE = 64 * 1024;

    private Http() {}

    static void speak(Channel channel, House house, String peer) {
        HttpDecoderConfig config =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(house.limits().headerBytes())
                        .setMaxChunkSize(LARGEST_PIECE);
        HeadGuard guard = new HeadGuard(house.limits().head());
        channel.pipeline()
                .addLast(
                        guard,
                        new HttpServerCodec(config),
                        new OneAtATime(),
                        new Conversation(guard, house, peer));
    }
}
