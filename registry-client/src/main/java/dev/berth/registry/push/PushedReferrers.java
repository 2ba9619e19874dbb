package dev.berth.registry.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.manifest.ReferrerManifest;
import dev.berth.registry.pull.ReferrerFinder;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What refers to a plugin's manifest or index, as it is stored beside it: those with a subject by
 * their digest and in the index of the fallback tag, cosign's of before OCI 1.1 under the tag
 * {@code .sig}. What is large, or no image manifest, is left out: it is no signature.
 */
public final class PushedReferrers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST_BLOB = 4 << 20;

    private final String tag;
    private final List<Stored> listed = new ArrayList<>();
    private final Set<Descriptor> blobs = new LinkedHashSet<>();
    private Optional<Stored> cosign = Optional.empty();

    /**
     * A document.
     *
     * @param bytes not to be changed
     */
    public record Stored(Descriptor manifest, byte[] bytes) {}

    private PushedReferrers(Digest subject) {
        this.tag = ReferrerFinder.tag(subject);
    }

    /**
     * Returns those of one document.
     *
     * @param subject the plugin's manifest, or one of its indexes
     */
    public static PushedReferrers of(PluginManifest plugin, Digest subject, ManifestReader reader) {
        PushedReferrers all = new PushedReferrers(subject);
        for (Referrer referrer : plugin.referrers()) {
            if (referrer.subject().equals(subject)) {
                ReferrerManifest.read(referrer.manifestBytes(), reader)
                        .ifPresent(manifest -> all.add(referrer, manifest));
            }
        }
        return all;
    }

    private void add(Referrer referrer, ReferrerManifest manifest) {
        if (manifest.blobs().stream().anyMatch(part -> part.size() > LARGEST_BLOB)) {
            return;
        }
        byte[] bytes = referrer.manifestBytes();
        Descriptor described =
                Descriptor.of(manifest.mediaType(), referrer.manifest().digest(), bytes.length);
        blobs.addAll(manifest.blobs());
        if (manifest.hasSubject()) {
            listed.add(new Stored(described, bytes));
        } else {
            cosign = Optional.of(new Stored(described, bytes));
        }
    }

    /** Returns the blobs that their manifests name. */
    public Set<Descriptor> blobs() {
        return blobs;
    }

    /** Returns the manifests that are found in an index, or by a registry of OCI 1.1. */
    public List<Stored> listed() {
        return listed;
    }

    /** Returns the manifest that is found by its tag alone. */
    public Map<String, Stored> tagged() {
        return cosign.isPresent() ? Map.of(tag + ".sig", cosign.get()) : Map.of();
    }

    /** Returns the tag of the index. */
    public String indexTag() {
        return tag;
    }

    /** Returns the index that has the {@link #listed} manifests. */
    public Stored index() throws IOException {
        return index(new LinkedHashMap<>());
    }

    /**
     * Returns the index that has the {@link #listed} manifests and those of the one that is there.
     *
     * @throws ManifestException if that is no index: it would be lost
     */
    public Stored index(byte[] before, ManifestReader reader)
            throws IOException, ManifestException {
        if (!(reader.read(before, "") instanceof Index)) {
            throw new ManifestException(Reason.CORRUPT, "is not an index");
        }
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        JSON.readTree(Utf8Json.replaced(before))
                .path("manifests")
                .forEach(entry -> entries.put(entry.path("digest").asText(), entry));
        return index(entries);
    }

    private Stored index(Map<String, JsonNode> entries) throws IOException {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.put("mediaType", MediaTypes.OCI_INDEX);
        for (Stored one : listed) {
            entries.put(one.manifest().digest().toString(), entry(one));
        }
        ArrayNode manifests = index.putArray("manifests");
        entries.values().forEach(manifests::add);
        byte[] bytes = index.toString().getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.sha256(bytes);
        return new Stored(Descriptor.of(MediaTypes.OCI_INDEX, digest, bytes.length), bytes);
    }

    private static ObjectNode entry(Stored one) throws IOException {
        JsonNode manifest = JSON.readTree(one.bytes());
        String config = manifest.path("config").path("mediaType").asText();
        return JSON.createObjectNode()
                .put("mediaType", one.manifest().mediaType())
                .put("digest", one.manifest().digest().toString())
                .put("size", one.manifest().size())
                .put("artifactType", manifest.path("artifactType").asText(config));
    }
}
