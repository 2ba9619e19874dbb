package dev.berth.engine.http;

import java.io.IOException;

/** Takes a request's body, piece by piece, on the event loop. */
interface BodySink {

    /**
     * Takes a piece.
     *
     * @throws IOException if that is more than there may be
     */
    void accept(byte[] piece) throws IOException;

    /** Returns whether it wants more now. */
    default boolean hungry() {
        return true;
    }

    /** Called once when the body is whole. */
    default void end() {}

    /** Called when the rest of the body will not come. */
    default void fail(IOException reason) {}
}
