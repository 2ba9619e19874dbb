package dev.berth.registry.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.Digest;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.registry.manifest.ManifestJson.DescriptorJson;
import dev.berth.registry.manifest.ManifestJson.PlatformJson;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import dev.berth.shared.json.Utf8Json;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.shared.text.PrintableText;
import dev.berth.spi.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parses manifests and indexes, Docker's and OCI's, and refuses those that could be read in two
 * ways.
 */
public final class ManifestReader {
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build()
                    .readerFor(ManifestJson.class);

    private final JsonLimits jsonLimits;
    private final DocumentLimits limits;

    public ManifestReader(DocumentLimits limits) {
        this.jsonLimits = new JsonLimits(limits);
        this.limits = limits;
    }

    /**
     * Parses a document.
     *
     * @param contentType the media type by the registry's header
     */
    public ManifestDocument read(byte[] document, String contentType) throws ManifestException {
        String text = Utf8Json.replaced(document);
        jsonLimits.check(text);
        ManifestJson json = bind(text);
        if (json.manifests() != null && (json.layers() != null || json.config() != null)) {
            throw ManifestException.corrupt("claims to be an index and an image at once");
        }
        String type = typeOf(json, contentType);
        return MediaTypes.INDEXES.contains(type) ? index(json) : image(json, type);
    }

    private static ManifestJson bind(String text) throws ManifestException {
        try {
            ManifestJson json = DocumentReader.bind(text, JSON);
            if (json != null) {
                return json;
            }
        } catch (InvalidJsonException e) {
            throw ManifestException.corrupt("is not of a manifest's form: " + e.getMessage());
        }
        throw ManifestException.corrupt("is empty");
    }

    private static String typeOf(ManifestJson json, String contentType) throws ManifestException {
        boolean announced = MediaTypes.MANIFESTS.contains(contentType);
        String own = json.mediaType() == null ? "" : json.mediaType();
        if (announced && !own.isEmpty() && !own.equals(contentType)) {
            throw ManifestException.corrupt(
                    "came as %s and calls itself %s"
                            .formatted(contentType, PrintableText.shortened(own)));
        }
        String type = announced ? contentType : own.isEmpty() ? byShape(json) : own;
        boolean index = MediaTypes.INDEXES.contains(type);
        if (Integer.valueOf(1).equals(json.schemaVersion())) {
            throw ManifestException.unsupported(
                    "has the old manifest schema 1; push it again with a docker of today");
        }
        if (!index && !MediaTypes.IMAGES.contains(type)) {
            throw ManifestException.unsupported(
                    "is of the unknown kind \"%s\"".formatted(PrintableText.shortened(type)));
        }
        if (index ? json.manifests() == null : json.layers() == null || json.config() == null) {
            throw ManifestException.corrupt("is not what its media type %s says".formatted(type));
        }
        return type;
    }

    /** Returns the type of a document without a media type, which OCI 1.0 allows. */
    private static String byShape(ManifestJson json) {
        return json.manifests() != null ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
    }

    private Image image(ManifestJson json, String type) throws ManifestException {
        if (json.layers().size() > limits.layers()) {
            throw ManifestException.corrupt(
                    "has %d layers, more than %d".formatted(json.layers().size(), limits.layers()));
        }
        List<Descriptor> layers = new ArrayList<>();
        for (DescriptorJson layer : json.layers()) {
            layers.add(descriptor(layer));
        }
        String artifactType = json.artifactType() == null ? "" : json.artifactType();
        return new Image(type, artifactType, descriptor(json.config()), layers);
    }

    private static Index index(ManifestJson json) throws ManifestException {
        List<Entry> entries = new ArrayList<>();
        for (DescriptorJson entry : json.manifests()) {
            Descriptor manifest = descriptor(entry);
            entries.add(
                    new Entry(
                            manifest,
                            Optional.ofNullable(entry.platform()).map(p -> platform(p)),
                            name(entry)));
        }
        return new Index(entries);
    }

    /** Returns the full name before the {@code ref.name}, which often is the tag alone. */
    private static String name(DescriptorJson entry) {
        return Stream.of(LayoutAnnotations.FULL_NAME, LayoutAnnotations.REF_NAME)
                .map(key -> entry.annotations() == null ? null : entry.annotations().get(key))
                .filter(value -> value != null && value.isTextual())
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Platform platform(PlatformJson json) {
        return new Platform(text(json.os()), text(json.architecture()), text(json.variant()));
    }

    private static Descriptor descriptor(DescriptorJson json) throws ManifestException {
        if (json == null || json.digest() == null || json.size() == null || json.size() < 0) {
            throw ManifestException.corrupt("has a part without digest or size");
        }
        Optional<Digest> digest = Digest.tryParse(json.digest());
        if (digest.isEmpty()) {
            throw ManifestException.corrupt(
                    "has a part whose digest is of no known kind: "
                            + PrintableText.shortened(json.digest()));
        }
        if (json.urls() != null && !json.urls().isEmpty()) {
            throw ManifestException.unsupported(
                    "has a foreign part, %s, to be fetched from elsewhere"
                            .formatted(json.digest()));
        }
        return Descriptor.of(text(json.mediaType()), digest.get(), json.size());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
