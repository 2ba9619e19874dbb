package dev.berth.registry.manifest;

import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Optional;

/** A parsed manifest or index. */
public sealed interface ManifestDocument {

    /**
     * A list of manifests, one for each platform.
     *
     * @param entries in the order of the document
     */
    record Index(List<Entry> entries) implements ManifestDocument {
        public Index {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One manifest of an index.
     *
     * @param platform empty if the index names none
     * @param name of the reference in an image layout, empty if the index has none
     */
    record Entry(Descriptor manifest, Optional<Platform> platform, String name) {}

    /**
     * An image manifest: a config and layers.
     *
     * @param mediaType the manifest's own
     * @param artifactType empty if the manifest has none
     */
    record Image(String mediaType, String artifactType, Descriptor config, List<Descriptor> layers)
            implements ManifestDocument {
        public Image {
            layers = List.copyOf(layers);
        }
    }
}
