package dev.berth.registry.layout;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.manifest.LayoutAnnotations;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.nio.charset.StandardCharsets;

/** The JSON documents of a layout: {@code oci-layout} and {@code index.json}. */
final class LayoutDocuments {
    static final byte[] MARKER =
            "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LayoutDocuments() {}

    /** Returns an index of nothing. */
    static ObjectNode emptyIndex() {
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        index.putArray("manifests");
        return index;
    }

    /**
     * Returns what an index says of a manifest. The whole name is in both annotations: skopeo knows
     * only the one, and a tag alone could not tell two plugins in a folder apart.
     */
    static ObjectNode entry(PluginReference name, Descriptor manifest) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("mediaType", manifest.mediaType())
                .put("digest", manifest.digest().toString())
                .put("size", manifest.size());
        entry.putObject("annotations")
                .put(LayoutAnnotations.FULL_NAME, nameOf(name).toString())
                .put(LayoutAnnotations.REF_NAME, nameOf(name).toString());
        return entry;
    }

    /** Returns the tag of a plugin; a digest is no name, since the manifest has its own. */
    static PluginReference nameOf(PluginReference reference) {
        return reference.withTag(reference.tag().orElse(PluginReference.DEFAULT_TAG));
    }

    static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
