package dev.berth.engine.exchange;

import java.time.Duration;

/** Sends the response to one request. Safe for use from any thread; no call blocks. */
public interface Reply {

    /** Sends a response; any later one is dropped. */
    void send(ApiResponse response);

    /**
     * Begins a streamed response, whose pieces are taken as fast as the client reads.
     *
     * @param head status and headers; its body is not looked at
     * @return a wake-up call, to be run whenever there may be more
     */
    Runnable stream(ApiResponse head, BodySource lines);

    /** Runs an action if the client goes before its response is complete, at once if it has. */
    void onGone(Runnable action);

    /** Runs an action after a delay, unless the response has ended by then. */
    void after(Duration delay, Runnable action);
}
