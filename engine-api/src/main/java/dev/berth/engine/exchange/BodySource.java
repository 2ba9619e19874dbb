package dev.berth.engine.exchange;

/** A streamed body's source. It keeps what is not taken yet, within bounds. */
public interface BodySource {

    /** Returns the next piece, or null if there is none now. */
    byte[] poll();

    /** Returns how it stands. Once ended, {@link #poll} still gives what is left. */
    State state();

    /** Whether more will come. */
    enum State {
        OPEN,
        /** There will be no more. */
        ENDED,
        /** The client was too slow, and there is a hole: it must not take this for the whole. */
        BROKEN
    }
}
