package dev.berth.desired.plan;

/** What becomes of a plugin when its configuration is deleted. */
public enum Deletion {
    /** It stays as it is. */
    KEEP,
    /** It is disabled; its data stay. */
    DISABLE,
    /** It is removed with its data. */
    REMOVE
}
