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
     * {@code exitCode} and {@code message} for a death.
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
        /** It ended although it was enabled; it will be started again. */
        DIE,
        /** It was started again after it had died. */
        RESTART,
        /** It was returned to a version before the present one. */
        ROLLBACK
    }
}
