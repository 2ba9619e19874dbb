package dev.berth.engine.exchange;

/** The source of a streamed response body, with a bounded queue. */
public interface BodySource {

    /** Returns the next piece, or null if there is none now. */
    byte[] poll();

    /** Returns the state. Once ended, {@link #poll} still returns what is left. */
    State state();

    /** Whether more will come. */
    enum State {
        OPEN,
        /** There will be no more. */
        ENDED,
        /** The queue ran over and pieces are missing: the response must not end as if whole. */
        BROKEN
    }
}
