package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;

/** Adds the HTTP/1.1 handlers to a connection. */
final class HttpPipeline {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_PIECE = 64 * 1024;

    private HttpPipeline() {}

    static void speak(Channel channel, ServerContext server, PeerIdentity peer) {
        HttpDecoderConfig config =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(server.limits().headerBytes())
                        .setMaxChunkSize(LARGEST_PIECE)
                        // The same length twice is one length: RFC 9110, 8.6.
                        .setAllowDuplicateContentLengths(true);
        HeadTimeoutHandler guard = new HeadTimeoutHandler(server.limits().head());
        channel.pipeline()
                .addLast(
                        guard,
                        new HttpServerCodec(config),
                        new SingleReadHandler(),
                        new HttpConnectionHandler(guard, server, peer));
    }
}
