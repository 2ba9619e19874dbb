package dev.berth.registry.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The JSON form of a manifest or index; a field that is missing is null. */
record ManifestJson(
        Integer schemaVersion,
        String mediaType,
        String artifactType,
        DescriptorJson config,
        List<DescriptorJson> layers,
        List<DescriptorJson> manifests) {

    /** A descriptor as it is written. */
    record DescriptorJson(
            String mediaType,
            String digest,
            Long size,
            List<String> urls,
            PlatformJson platform,
            JsonNode annotations) {}

    /** A platform as it is written. */
    record PlatformJson(String os, String architecture, String variant) {}
}
