package dev.berth.engine.exchange;

/** What a route does with a request's body. */
public enum BodyMode {
    /** Reads past it. */
    IGNORED,
    /** Wants all of it before it begins; it has a small limit. */
    SMALL,
    /** Reads it as it comes in. */
    STREAMED
}
