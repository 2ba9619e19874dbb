package dev.berth.shared.protocol;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a reply that is a stream: written once, as it comes, or never; always closed. */
@FunctionalInterface
public interface ReplyBody extends AutoCloseable {

    /**
     * Writes all of it. Its thread is interrupted when the reader has gone, or the server goes.
     *
     * @param out not closed
     * @throws IOException if the reader has gone
     */
    void writeTo(OutputStream out) throws IOException;

    /** Ends what it is of, also if it was not written. */
    @Override
    default void close() {}
}
