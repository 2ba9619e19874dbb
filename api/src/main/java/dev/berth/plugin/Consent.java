package dev.berth.plugin;

/** How the privileges of an {@link InstallRequest} came to be granted. */
public enum Consent {
    /** Whatever is asked for is granted, and nobody has looked at it. */
    UNASKED,
    /** Somebody was shown exactly these. */
    ASKED,
    /** A lock file has exactly these for exactly this content. */
    LOCKED
}
