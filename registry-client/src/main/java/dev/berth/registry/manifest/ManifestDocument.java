package dev.berth.registry.manifest;

import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Optional;

/** What can be found under a tag. */
public sealed interface ManifestDocument {

    /**
     * A list of manifests, one for each platform.
     *
     * @param entries in the order in which they stand there
     */
    record Index(List<Entry> entries) implements ManifestDocument {
        public Index {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One manifest of an index.
     *
     * @param platform what it is for, if that is said
     * @param name what an image layout calls it, empty if that is not said
     */
    record Entry(Descriptor manifest, Optional<Platform> platform, String name) {}

    /**
     * A config and layers.
     *
     * @param mediaType the manifest's own
     * @param artifactType what it is meant to be, empty if that is not said
     */
    record Image(String mediaType, String artifactType, Descriptor config, List<Descriptor> layers)
            implements ManifestDocument {
        public Image {
            layers = List.copyOf(layers);
        }
    }
}
