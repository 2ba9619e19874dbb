package dev.berth.engine.http;

import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.time.Duration;

/** Feeds a request's body to its sink, with a limit on how slowly it may come. */
final class IncomingBody {
    /** A client has to send this many bytes within the limit. */
    private static final int LEAST = 1024;

    private final Timeout clock;
    private final boolean streamed;
    private BodySink sink;
    private int since;

    /**
     * @param streamed whether the limit is for each stretch of it, and not for the whole
     */
    IncomingBody(
            EventExecutor loop, BodySink sink, boolean streamed, Duration limit, Runnable tooSlow) {
        this.clock = new Timeout(loop, limit, tooSlow);
        this.sink = sink;
        this.streamed = streamed;
    }

    BodySink sink() {
        return sink;
    }

    void accept(byte[] piece) throws IOException {
        since += piece.length;
        if (streamed && since >= LEAST) {
            since = 0;
            clock.stop();
        }
        sink.accept(piece);
    }

    /** Returns whether to read on; the client's time runs only while there is room. */
    boolean wantsMore() {
        boolean hungry = sink.hungry();
        if (hungry) {
            clock.start();
        }
        return hungry;
    }

    void end() {
        clock.stop();
        sink.end();
    }

    void fail(IOException reason) {
        clock.stop();
        sink.fail(reason);
    }

    /** Drops what is still to come, because the response is out. */
    void discard() {
        sink.fail(new IOException("the request was answered before its upload was whole"));
        sink = new BodyDiscarder();
    }
}
