package dev.berth.engine.http;

import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.RequestHead;
import java.io.InputStream;

/**
 * What will be done with a request, as far as its head tells.
 *
 * @param payload what happens to the body
 */
record Dispatch(RequestHead head, BodyMode payload, Action action) {

    /** The doing of it. */
    @FunctionalInterface
    interface Action {

        /**
         * Serves the request.
         *
         * @param body all of a small body, empty if it is none
         * @param upload a streamed body, empty if it is none
         */
        void serve(byte[] body, InputStream upload, Reply reply);
    }
}
