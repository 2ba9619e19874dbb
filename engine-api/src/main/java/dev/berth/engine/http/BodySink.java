package dev.berth.engine.http;

import java.io.IOException;

/** Where a request's body goes. */
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

    /** The body is whole. */
    default void end() {}

    /** The body will never be whole. */
    default void fail(IOException reason) {}
}
