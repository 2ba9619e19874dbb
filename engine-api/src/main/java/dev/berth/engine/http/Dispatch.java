package dev.berth.engine.http;

import dev.berth.engine.exchange.BodyMode;
import dev.berth.engine.exchange.Reply;
import dev.berth.engine.exchange.RequestHead;
import dev.berth.engine.exchange.SlotKind;
import java.io.InputStream;

/**
 * A request's head, with what serves the request and how it takes the body.
 *
 * @param payload how the body is taken
 * @param slot which limit counts it
 */
record Dispatch(RequestHead head, BodyMode payload, SlotKind slot, Action action) {

    /** Serves the request once its body is there, as far as it is wanted. */
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
