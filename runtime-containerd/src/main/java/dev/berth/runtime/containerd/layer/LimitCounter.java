package dev.berth.runtime.containerd.layer;

import dev.berth.shared.tar.TarEntry;

/** Counts entries, bytes and names of a layer, and throws at the first that exceeds its limit. */
final class LimitCounter {
    private final UnpackLimits limits;
    private long entries;
    private long bytes;
    private long nameBytes;

    LimitCounter(UnpackLimits limits) {
        this.limits = limits;
    }

    /** Takes in the next entry. */
    void add(TarEntry entry) throws LimitExceededException {
        limits.checkName(entry.name());
        limits.checkName(entry.link());
        limits.checkEntries(++entries);
        nameBytes += entry.name().length() + entry.link().length() + entry.records().valueBytes();
        limits.checkNameBytes(nameBytes);
        // A sparse file says any size in a few bytes, and containerd, which makes it, writes its
        // holes out.
        bytes = entry.size() > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + entry.size();
        limits.checkBytes(bytes);
    }
}
