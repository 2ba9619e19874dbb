package dev.berth.registry.manifest;

import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.util.List;
import java.util.Optional;

/**
 * The plugin's config and layers among the blobs of an image manifest. Docker's own form has the
 * config under its media type; OCI artifacts may have it so too, or as a layer of that type under
 * an empty config; an OCI image may have it in the place of its image config.
 *
 * @param certain whether the config is known to be a plugin's; otherwise its content decides
 */
public record ArtifactParts(Descriptor config, List<Descriptor> layers, boolean certain) {
    public ArtifactParts {
        layers = List.copyOf(layers);
    }

    /** Returns the parts; empty if the image is not a plugin. */
    public static Optional<ArtifactParts> of(Image image) {
        Descriptor config = image.config();
        if (config.mediaType().equals(MediaTypes.PLUGIN_CONFIG)) {
            return Optional.of(new ArtifactParts(config, image.layers(), true));
        }
        boolean meant = image.artifactType().equals(MediaTypes.PLUGIN_CONFIG);
        if (config.mediaType().equals(MediaTypes.OCI_EMPTY)) {
            return meant ? fromLayers(image) : Optional.empty();
        }
        return meant || config.mediaType().equals(MediaTypes.OCI_CONFIG)
                ? Optional.of(new ArtifactParts(config, image.layers(), meant))
                : Optional.empty();
    }

    private static Optional<ArtifactParts> fromLayers(Image image) {
        List<Descriptor> configs = image.layers().stream().filter(ArtifactParts::isConfig).toList();
        List<Descriptor> rest = image.layers().stream().filter(layer -> !isConfig(layer)).toList();
        return configs.size() == 1
                ? Optional.of(new ArtifactParts(configs.get(0), rest, true))
                : Optional.empty();
    }

    private static boolean isConfig(Descriptor layer) {
        return layer.mediaType().equals(MediaTypes.PLUGIN_CONFIG);
    }

    /** Refuses layers of media types that cannot be unpacked. */
    public void requireUnpackable() throws ManifestException {
        if (layers.isEmpty()) {
            throw ManifestException.corrupt("has no layers, so the plugin has no root filesystem");
        }
        for (Descriptor layer : layers) {
            if (!MediaTypes.LAYERS.contains(layer.mediaType())) {
                throw ManifestException.unsupported(
                        "has a layer of the unknown kind \"%s\"".formatted(layer.mediaType()));
            }
        }
    }
}
