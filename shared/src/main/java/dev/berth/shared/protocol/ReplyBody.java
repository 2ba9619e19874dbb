package dev.berth.shared.protocol;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a reply that is a stream: written once, as it comes. */
@FunctionalInterface
public interface ReplyBody {

    /**
     * Writes all of it, and ends what it is of, also if that fails. Its thread is interrupted when
     * the reader has gone, or the server goes.
     *
     * @param out not closed
     * @throws IOException if the reader has gone
     */
    void writeTo(OutputStream out) throws IOException;
}
