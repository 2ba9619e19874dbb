package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept of a plugin's version beside its own content, to go along where it is saved: the
 * indexes that it was chosen from, from the outermost on, and what refers to it and to them.
 */
public record AttachedDocuments(List<Descriptor> indexes, List<StoredReferrer> referrers) {
    public static final AttachedDocuments NONE = new AttachedDocuments(List.of(), List.of());

    public AttachedDocuments {
        indexes = List.copyOf(indexes);
        referrers = List.copyOf(referrers);
    }

    /** Returns the digests of all of it, which is in the content store. */
    Stream<Digest> digests() {
        return Stream.concat(
                        indexes.stream(), referrers.stream().flatMap(StoredReferrer::documents))
                .map(Descriptor::digest);
    }
}
