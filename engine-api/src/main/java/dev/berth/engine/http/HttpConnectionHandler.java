package dev.berth.engine.http;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.BodyMode;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One client's connection: serves its requests one after the other, reads each body no faster than
 * it is used, and notices when the client goes. Everything here runs on the event loop.
 */
final class HttpConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};

    private final HeadTimeoutHandler guard;
    private final ServerContext server;
    private final PeerIdentity peer;
    private ChannelHandlerContext ctx;
    private Timeout idle;
    private HttpReply reply;
    private RequestSlot slot;
    private IncomingBody body;
    private final HeldMessages held = new HeldMessages();

    /**
     * @param peer who is on the other side, for the log
     */
    HttpConnectionHandler(HeadTimeoutHandler guard, ServerContext server, PeerIdentity peer) {
        super();
        this.guard = guard;
        this.server = server;
        this.peer = peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        idle = new Timeout(ctx.executor(), server.limits().idle(), ctx::close);
        idle.start();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (held.isEmpty()) {
            handle(message);
        } else {
            hold(message);
        }
    }

    private void handle(Object message) {
        boolean request = message instanceof HttpRequest;
        if (body != null && message instanceof HttpContent content) {
            feed(content);
        } else if (request && reply == null) {
            begin((HttpRequest) message);
        } else if (request) {
            hold(message);
        } else {
            // The end of a request without a body.
            ReferenceCountUtil.release(message);
            readOn();
        }
    }

    /** Keeps what a client sends before it has its response, until that is through. */
    private void hold(Object message) {
        held.add(message);
        if (body == null && (held.isFull() || !reply.keepsAlive())) {
            // RFC 9112, 9.3.2: who pipelines sends again what was not answered.
            held.clear();
            reply.closeAfter();
        }
        readBodyOrWatch();
    }

    private void begin(HttpRequest request) {
        guard.arrived();
        idle.stop();
        server.connections().busy(ctx.channel());
        Dispatch dispatch = server.plan(request, peer);
        Optional<RequestSlot> taken = server.slots().take(dispatch.slot());
        if (taken.isEmpty()) {
            String reason = server.slots().refusal(dispatch.slot());
            dispatch =
                    server.dispatcher()
                            .refusing(dispatch.head(), new BadRequestException(503, reason));
        }
        slot = taken.orElseGet(() -> new RequestSlot(Optional.empty()));
        long began = System.nanoTime();
        boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        boolean oldHttp = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        reply =
                new HttpReply(
                        ctx,
                        dispatch.head(),
                        server.headers(),
                        keepAlive,
                        oldHttp,
                        server.limits().write(),
                        () -> answered(began),
                        this::readBodyOrWatch);
        boolean whole = !HttpUtil.isTransferEncodingChunked(request) && lengthOf(request) == 0;
        body = whole ? null : incoming(dispatch, reply);
        ReferenceCountUtil.release(request);
        expectContinue(request, dispatch);
        if (dispatch.payload() != BodyMode.SMALL || whole) {
            perform(dispatch, reply, NOTHING, whole ? null : body);
        }
        readBodyOrWatch();
    }

    private static long lengthOf(HttpRequest request) {
        return request.decoderResult().isSuccess() ? HttpUtil.getContentLength(request, 0L) : 0;
    }

    private void expectContinue(HttpRequest request, Dispatch dispatch) {
        if (!HttpUtil.is100ContinueExpected(request)) {
            return;
        }
        if (dispatch.payload() == BodyMode.IGNORED) {
            // The client holds its body back and may not send it at all.
            reply.closeAfter();
        } else {
            ctx.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private IncomingBody incoming(Dispatch dispatch, HttpReply current) {
        BodySink sink =
                switch (dispatch.payload()) {
                    case IGNORED -> new BodyDiscarder();
                    case SMALL ->
                            new BodyCollector(
                                    server.limits().bodyBytes(),
                                    bytes -> perform(dispatch, current, bytes, null));
                    case STREAMED ->
                            new UploadStream(
                                    server.limits().uploadBytes(),
                                    () -> ctx.executor().execute(this::readBodyOrWatch));
                };
        boolean streamed = dispatch.payload() == BodyMode.STREAMED;
        return new IncomingBody(
                ctx.executor(), sink, streamed, server.limits().body(), this::stalled);
    }

    private void perform(
            Dispatch dispatch, HttpReply current, byte[] bytes, IncomingBody incoming) {
        boolean streamed = incoming != null && incoming.sink() instanceof UploadStream;
        InputStream upload =
                streamed ? (UploadStream) incoming.sink() : InputStream.nullInputStream();
        server.perform(dispatch, bytes, upload, current);
    }

    private void feed(HttpContent content) {
        byte[] piece = ByteBufUtil.getBytes(content.content());
        boolean last = content instanceof LastHttpContent;
        boolean broken = content.decoderResult().isFailure();
        content.release();
        try {
            if (broken) {
                throw new IOException("the body's chunks are malformed");
            }
            body.accept(piece);
        } catch (IOException e) {
            refuseBody(broken ? 400 : 413, e);
            return;
        }
        if (last) {
            IncomingBody whole = body;
            body = null;
            whole.end();
        }
        afterBodyOrAnswer();
    }

    private void stalled() {
        refuseBody(408, new IOException("the body came too slowly"));
    }

    private void refuseBody(int status, IOException reason) {
        body.fail(reason);
        body = null;
        if (reply == null || reply.hasBegun()) {
            ctx.close();
            return;
        }
        reply.closeAfter();
        HttpReply refused = reply;
        server.dispatcher()
                .refusing(refused.head(), new BadRequestException(status, reason.getMessage()))
                .action()
                .serve(NOTHING, InputStream.nullInputStream(), refused);
        refused.goneNow();
    }

    private void answered(long began) {
        slot.giveBack();
        server.note(reply, System.nanoTime() - began);
        if (!ctx.channel().isActive()) {
            return;
        }
        if (!reply.keepsAlive()) {
            ctx.close();
            return;
        }
        if (body != null) {
            body.discard();
        }
        reply = null;
        afterBodyOrAnswer();
    }

    /** Goes on to the next request once both the last one's body and its response are through. */
    private void afterBodyOrAnswer() {
        if (reply != null || body != null) {
            readBodyOrWatch();
            return;
        }
        guard.expect();
        if (held.isEmpty()) {
            server.connections().idle(ctx.channel());
            idle.start();
        }
        readOn();
    }

    private void readOn() {
        if (reply == null) {
            takeNext();
        } else {
            ctx.read();
        }
    }

    /** Takes the next message, of those that came early first. */
    private void takeNext() {
        if (held.isEmpty()) {
            ctx.read();
        } else {
            handle(held.take());
        }
    }

    /**
     * Asks for more of the body, or for a sign that the client has gone. That is looked for only
     * where it would change something: a client that half-closes at once, as netcat does, gets its
     * quick responses all the same.
     */
    private void readBodyOrWatch() {
        if (body != null && body.wantsMore()) {
            takeNext();
        } else if (body == null && reply != null && reply.watched()) {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (reply != null && ctx.channel().isWritable()) {
            // Not at once: this may be in the middle of a piece that is being written.
            ctx.executor().execute(reply::pump);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == HeadTimeoutHandler.LATE) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idle.stop();
        held.clear();
        clientGone();
    }

    private void clientGone() {
        if (body != null) {
            body.fail(new IOException("the client went away before its upload was whole"));
            body = null;
        }
        if (reply == null) {
            ctx.close();
        } else {
            reply.goneNow();
            slot.giveBack();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        server.noteBroken(peer.requester(), cause);
        ctx.close();
    }
}
