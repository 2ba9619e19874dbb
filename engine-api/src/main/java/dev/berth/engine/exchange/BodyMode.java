package dev.berth.engine.exchange;

/** How a route takes a request's body. */
public enum BodyMode {
    /** It is read and dropped. */
    IGNORED,
    /** It is read whole before the handler is called; it has a small limit. */
    SMALL,
    /** The handler reads it as it comes in. */
    STREAMED
}
