package dev.berth.engine.exchange;

import java.time.Duration;

/** The way back to one client. Safe for use from any thread; no call blocks. */
public interface Reply {

    /** Answers, once; whatever comes later is dropped. */
    void send(ApiResponse answer);

    /**
     * Begins an answer whose body comes piece by piece: the pieces are taken as fast as the client
     * reads, and no faster.
     *
     * @param head status and headers; its body is not looked at
     * @return to be run whenever there may be more
     */
    Runnable stream(ApiResponse head, BodySource lines);

    /** Has something done if the client goes away before its answer is whole, at once if it has. */
    void onGone(Runnable action);

    /** Has something done after a while, unless the answer has ended by then. */
    void after(Duration delay, Runnable action);
}
