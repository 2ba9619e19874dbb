package dev.berth.core.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Writes the manifest and config of a plugin created here, in Docker's forms. */
final class ManifestBuilder {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestBuilder() {}

    /** Returns the Docker schema 2 manifest of a config and its layers. */
    static byte[] of(Descriptor config, List<Descriptor> layers) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.DOCKER_MANIFEST);
        manifest.set("config", descriptor(config));
        layers.forEach(layer -> manifest.withArray("layers").add(descriptor(layer)));
        return bytes(manifest);
    }

    /** Returns a config with {@code rootfs.diff_ids}; all else stays as its author wrote it. */
    static byte[] configWithLayers(byte[] config, List<Descriptor> layers) throws IOException {
        JsonNode written = DocumentReader.read(config);
        ObjectNode named = written.isObject() ? (ObjectNode) written : JSON.createObjectNode();
        for (Iterator<String> keys = named.fieldNames(); keys.hasNext(); ) {
            if (keys.next().equalsIgnoreCase("rootfs")) {
                keys.remove();
            }
        }
        ObjectNode rootfs = named.putObject("rootfs");
        rootfs.put("type", "layers");
        // Docker names the layers as they are stored, not as they are unpacked.
        layers.forEach(layer -> rootfs.withArray("diff_ids").add(layer.digest().toString()));
        return bytes(named);
    }

    private static ObjectNode descriptor(Descriptor blob) {
        return JSON.createObjectNode()
                .put("mediaType", blob.mediaType())
                .put("size", blob.size())
                .put("digest", blob.digest().toString());
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
