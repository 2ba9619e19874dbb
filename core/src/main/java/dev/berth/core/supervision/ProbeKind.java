package dev.berth.core.supervision;

import java.util.Locale;

/** How a plugin's health is probed. */
public enum ProbeKind {
    /** Not at all. */
    NONE,
    /**
     * Its process is not stopped, and its socket accepts a connection. The kernel accepts for a
     * process that hangs, until the socket's backlog is full: {@link #HTTP} finds that.
     */
    CONNECT,
    /** It reacts to an HTTP request; any response, or a closed connection, will do. */
    HTTP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
