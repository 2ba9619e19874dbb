package dev.berth.registry.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The manifest of a signature or another artifact that refers to a plugin's.
 *
 * @param mediaType as the manifest says it; OCI's if it does not
 * @param hasSubject whether it names what it refers to, as from OCI 1.1 on
 * @param blobs its layers and its config
 */
public record ReferrerManifest(String mediaType, boolean hasSubject, List<Descriptor> blobs) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads one; empty for what is no image manifest. */
    public static Optional<ReferrerManifest> read(byte[] bytes, ManifestReader reader) {
        try {
            JsonNode json = JSON.readTree(bytes);
            String type = json.path("mediaType").asText(MediaTypes.OCI_MANIFEST);
            if (!(reader.read(bytes, type) instanceof Image image)) {
                return Optional.empty();
            }
            Set<Descriptor> blobs = new LinkedHashSet<>(image.layers());
            blobs.add(image.config());
            return Optional.of(
                    new ReferrerManifest(type, json.has("subject"), new ArrayList<>(blobs)));
        } catch (IOException | ManifestException e) {
            return Optional.empty();
        }
    }
}
