package dev.berth.plugin;

import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Something that happened to a plugin. Immutable; two of the same content are equal. */
@ProviderType
public interface PluginEvent {

    /**
     * Returns what happened. New kinds may come: a listener passes over those that it does not
     * know.
     */
    Kind kind();

    /** Returns the plugin's ID; for {@link Kind#PULL} too. */
    String id();

    /** Returns the plugin's familiar name, with tag. */
    String name();

    /** Returns when it happened, by the clock of this host. */
    Instant time();

    /**
     * Returns more about it: {@code reference} for a pull and for a rollback of what was pulled;
     * for the end of a process {@code exitCode}, {@code message}, {@code signal} if one ended it,
     * and {@code oom} with the value {@code true} if it was out of memory; {@code delay}, in
     * milliseconds, and {@code message} for a back-off; {@code message} for what failed or does not
     * answer.
     */
    Map<String, String> attributes();

    /** What happened; the first six are Docker's. */
    enum Kind {
        /** It was made of files. */
        CREATE,
        /** It was pulled: by an install, or by an upgrade. */
        PULL,
        /** It was sent to a registry. */
        PUSH,
        /** It was enabled. */
        ENABLE,
        /** It was disabled. */
        DISABLE,
        /** It was removed. */
        REMOVE,
        /** A setting was changed. */
        SET,
        /**
         * Its process ended by itself. {@link #BACKOFF} or {@link #FAIL} follows, unless it ended
         * before it was reachable in an enable, which then fails.
         */
        DIE,
        /** It was started again after it had died. */
        RESTART,
        /** It was returned to a version before the present one. */
        ROLLBACK,
        /**
         * Its process was started, for whatever reason, and is reachable: or else it ended before
         * that, and {@link #DIE} follows at once. One that was not in time is not told of.
         */
        START,
        /** Its process was ended by the manager, because it is disabled or the engine stops. */
        STOP,
        /** It does not run, and is started again after a while. */
        BACKOFF,
        /** As many health probes in a row as its threshold says have failed; it is replaced. */
        UNHEALTHY,
        /** It has crashed too often, and is not started again. */
        FAIL,
        /** It has run for so long since it died that it counts as healthy again. */
        RECOVER,
        /** It has left several calls in a row without an answer: calls fail at once from now on. */
        CIRCUIT_OPEN,
        /** It has answered a call again; a process that is started anew begins so. */
        CIRCUIT_CLOSE
    }
}
