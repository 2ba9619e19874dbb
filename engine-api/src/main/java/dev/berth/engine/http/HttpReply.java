package dev.berth.engine.http;

import dev.berth.engine.exchange.ApiResponse;
import dev.berth.engine.exchange.ApiVersion;
import dev.berth.engine.exchange.BodySource;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.RequestHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes the response to one request. All its state belongs to the connection's event loop. */
final class HttpReply implements Reply {
    private final ChannelHandlerContext ctx;
    private final RequestHead head;
    private final StandardHeaders standard;
    private final boolean oldHttp;
    private final Timeout writing;
    private final Runnable whenEnded;
    private final Runnable whenWatched;
    private final AtomicBoolean pumping = new AtomicBoolean();
    private final List<Runnable> whenGone = new ArrayList<>();
    private final List<Future<?>> timers = new ArrayList<>();
    private boolean keepAlive;
    private boolean begun;
    private boolean ended;
    private boolean gone;
    private BodySource lines;
    private int status;

    /**
     * @param keepAlive whether the client will ask more on this connection
     * @param oldHttp whether it speaks HTTP/1.0, which has no chunks
     * @param whenEnded is run when the answer is whole and written
     * @param whenWatched is run when somebody wants to know whether the client goes away
     */
    HttpReply(
            ChannelHandlerContext ctx,
            RequestHead head,
            StandardHeaders standard,
            boolean keepAlive,
            boolean oldHttp,
            Duration write,
            Runnable whenEnded,
            Runnable whenWatched) {
        this.ctx = ctx;
        this.head = head;
        this.standard = standard;
        this.keepAlive = keepAlive;
        this.oldHttp = oldHttp;
        this.whenEnded = whenEnded;
        this.whenWatched = whenWatched;
        this.writing = new Timeout(ctx.executor(), write, ctx::close);
    }

    @Override
    public void send(ApiResponse answer) {
        onLoop(() -> sendNow(answer));
    }

    @Override
    public Runnable stream(ApiResponse first, BodySource source) {
        onLoop(() -> beginNow(first, source));
        return () -> {
            if (pumping.compareAndSet(false, true)) {
                onLoop(this::pump);
            }
        };
    }

    @Override
    public void onGone(Runnable action) {
        onLoop(
                () -> {
                    if (gone) {
                        guarded(action);
                    } else if (!ended) {
                        whenGone.add(action);
                        whenWatched.run();
                    }
                });
    }

    @Override
    public void after(Duration delay, Runnable action) {
        onLoop(
                () -> {
                    if (!ended && !gone) {
                        long millis = delay.toMillis() + 1;
                        Runnable timed = () -> guarded(action);
                        timers.add(ctx.executor().schedule(timed, millis, TimeUnit.MILLISECONDS));
                    }
                });
    }

    RequestHead head() {
        return head;
    }

    /** Returns the status that was sent, 0 if none was. */
    int status() {
        return status;
    }

    /** Returns whether anybody wants to know if the client goes away. */
    boolean watched() {
        return !whenGone.isEmpty();
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    /** Makes this the connection's last response. */
    void closeAfter() {
        keepAlive = false;
    }

    /** Returns whether the response has begun. */
    boolean hasBegun() {
        return begun;
    }

    /** Called when the client has gone, or will get no more. */
    void goneNow() {
        if (gone || ended) {
            return;
        }
        gone = true;
        writing.stop();
        timers.forEach(t -> t.cancel(false));
        whenGone.forEach(this::guarded);
        whenGone.clear();
    }

    /** Writes the pieces that are there, as long as the channel is writable. */
    void pump() {
        pumping.set(false);
        if (lines == null || ended || gone) {
            return;
        }
        BodySource.State state = lines.state();
        if (state == BodySource.State.ENDED) {
            // What is left must be read in time, also if it does not fit the socket.
            writing.start();
        }
        if (state == BodySource.State.BROKEN) {
            ctx.close();
            return;
        }
        while (ctx.channel().isWritable()) {
            byte[] piece = lines.poll();
            if (piece == null) {
                if (state == BodySource.State.ENDED) {
                    end(ctx.write(LastHttpContent.EMPTY_LAST_CONTENT));
                }
                break;
            }
            ctx.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)));
        }
        ctx.flush();
    }

    private void sendNow(ApiResponse answer) {
        if (begun) {
            return;
        }
        begun = true;
        ApiResponse told = forOldClients(answer);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(told.status()),
                        Unpooled.wrappedBuffer(told.body()),
                        standard.copy(),
                        EmptyHttpHeaders.INSTANCE);
        prepare(response, told);
        if (told.status() != HttpResponseStatus.NO_CONTENT.code()) {
            HttpUtil.setContentLength(response, told.body().length);
        }
        end(ctx.write(response));
        ctx.flush();
    }

    private void beginNow(ApiResponse first, BodySource source) {
        if (begun) {
            return;
        }
        begun = true;
        lines = source;
        HttpResponse response =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(first.status()),
                        standard.copy());
        if (oldHttp) {
            keepAlive = false;
        } else {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        prepare(response, first);
        ctx.writeAndFlush(response);
        pump();
    }

    private void prepare(HttpResponse response, ApiResponse answer) {
        status = answer.status();
        answer.headers().forEach(response.headers()::set);
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        } else if (oldHttp) {
            response.headers().set(HttpHeaderNames.CONNECTION, "keep-alive");
        }
    }

    /** Returns the response for the API version: before 1.24 errors were plain text. */
    private ApiResponse forOldClients(ApiResponse answer) {
        Optional<ApiVersion> version = head.version();
        if (answer.problem().isEmpty()
                || version.isEmpty()
                || version.get().compareTo(ApiVersion.JSON_ERRORS) >= 0) {
            return answer;
        }
        byte[] text = (answer.problem().get() + "\n").getBytes(StandardCharsets.UTF_8);
        return new ApiResponse(answer.status(), answer.headers(), text, answer.problem())
                .with("Content-Type", "text/plain; charset=utf-8")
                .with("X-Content-Type-Options", "nosniff");
    }

    private void end(ChannelFuture written) {
        ended = true;
        timers.forEach(t -> t.cancel(false));
        whenGone.clear();
        writing.start();
        written.addListener(
                done -> {
                    writing.stop();
                    whenEnded.run();
                });
    }

    private void onLoop(Runnable action) {
        try {
            if (ctx.executor().inEventLoop()) {
                guarded(action);
            } else {
                ctx.executor().execute(() -> guarded(action));
            }
        } catch (RejectedExecutionException e) {
            // The server has stopped, and closed all connections.
            return;
        }
    }

    /** Without an end of its own, a response that fails in the middle would hang for ever. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            ctx.pipeline().fireExceptionCaught(e);
        }
    }
}
