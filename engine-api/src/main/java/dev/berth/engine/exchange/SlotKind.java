package dev.berth.engine.exchange;

/** Which limit on requests at once counts the requests of a route. */
public enum SlotKind {
    /** None: the request is answered on the event loop, from memory alone and without a wait. */
    IMMEDIATE,
    /**
     * None but that on connections, each of which has one request at a time: for what must get
     * through however busy the engine is.
     */
    UNCOUNTED,
    /** The limit on requests. */
    REQUEST,
    /** The limit on replies without an end. */
    STREAM
}
