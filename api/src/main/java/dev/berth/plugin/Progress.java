package dev.berth.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** How far one part of a long work has come. Immutable; two of the same content are equal. */
@ProviderType
public interface Progress {

    /**
     * Returns what is being done. New phases may come: a listener passes over those that it does
     * not know.
     */
    Phase phase();

    /** Returns what it is about: a reference, or the digest of a layer. */
    String subject();

    /** Returns how many bytes are done. */
    long current();

    /** Returns how many bytes there are in all, or 0 when there is nothing to count. */
    long total();

    /**
     * What is being done. {@link #RESOLVING}, {@link #RESOLVED} and {@link #STARTING} speak of the
     * whole, the others of one layer.
     */
    enum Phase {
        /** The reference is being looked up; the subject is the reference. */
        RESOLVING,
        /** The reference was found; the subject is the digest of its manifest. */
        RESOLVED,
        /** The layer is in line. */
        WAITING,
        /** The layer is coming in. */
        DOWNLOADING,
        /** The layer has come in, and its digest is right. */
        DOWNLOADED,
        /** The layer is being unpacked. */
        EXTRACTING,
        /** The layer is in place. */
        COMPLETE,
        /** The layer was here already. */
        ALREADY_EXISTS,
        /** The blob is on its way to the registry. */
        PUSHING,
        /** The registry has the blob. */
        PUSHED,
        /**
         * The new version is being started beside the old one, and watched; the subject is its
         * reference.
         */
        STARTING
    }
}
