package dev.berth.runtime.containerd.layer;

/**
 * The limits of one layer. A layer is refused at the first entry that exceeds one.
 *
 * @param bytes of its tar, and of all its files when they are unpacked
 * @param entries of its tar
 * @param nameLength bytes of one name, and of what one link leads to
 * @param extensionBytes of the extension records of one entry
 * @param nameBytes of all names and extension records together: some are held in memory
 */
public record UnpackLimits(
        long bytes, long entries, int nameLength, int extensionBytes, long nameBytes) {

    /** Throws if the layer's tar, or what it unpacks to, is too large. */
    void checkBytes(long found) throws LimitExceededException {
        if (found > bytes) {
            throw new LimitExceededException(
                    "it unpacks to more than " + bytes + " bytes", "unpack.max.bytes");
        }
    }

    /** Throws if there are too many entries. */
    void checkEntries(long found) throws LimitExceededException {
        if (found > entries) {
            throw new LimitExceededException(
                    "it has more than " + entries + " entries", "unpack.entries.max.count");
        }
    }

    /** Throws if a name is too long. */
    void checkName(String name) throws LimitExceededException {
        if (name.length() > nameLength) {
            throw new LimitExceededException(
                    "it has a name of " + name.length() + " bytes, more than " + nameLength,
                    "unpack.name.max.bytes");
        }
    }

    /** Throws if the extension records of an entry are too large. */
    void checkExtension(long found) throws LimitExceededException {
        if (found > extensionBytes) {
            throw new LimitExceededException(
                    "it has extension records of " + found + " bytes, more than " + extensionBytes,
                    "unpack.extension.max.bytes");
        }
    }

    /** Throws if names and extension records are too large together. */
    void checkNameBytes(long found) throws LimitExceededException {
        if (found > nameBytes) {
            throw new LimitExceededException(
                    "its names and extension records have more than " + nameBytes + " bytes",
                    "unpack.all.names.max.bytes");
        }
    }
}
