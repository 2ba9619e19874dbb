package dev.berth.core.store;

import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A signature or other artifact that is kept with a plugin that it refers to.
 *
 * @param subject the plugin's manifest, or an index that names it
 * @param blobs what its manifest names, all of it in the content store
 */
public record StoredReferrer(Descriptor subject, Descriptor manifest, List<Descriptor> blobs) {
    public StoredReferrer {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(manifest, "manifest");
        blobs = List.copyOf(blobs);
    }

    /** Returns its documents, all of which are in the content store. */
    Stream<Descriptor> documents() {
        return Stream.concat(Stream.of(manifest), blobs.stream());
    }
}
