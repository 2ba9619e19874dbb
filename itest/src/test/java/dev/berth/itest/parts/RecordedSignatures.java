package dev.berth.itest.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The repository that the tests of the policy recorded: a plugin, and signatures of it. */
public final class RecordedSignatures {
    private static final Path FOLDER = Path.of("../policy/src/test/resources/signatures");

    private RecordedSignatures() {}

    /** Returns a file beside the repository. */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the digest of the plugin's manifest. */
    public static Digest digest() {
        return Digest.sha256(file("tags/1"));
    }

    /** Has the tests' registry hold all of it. */
    public static void publish(String repository) {
        String tag = digest().toString().replace(':', '-');
        JsonNode index = json(file("tags/" + tag));
        manifest(repository, "1", file("tags/1"));
        manifest(repository, tag + ".sig", file("tags/" + tag + ".sig"));
        for (JsonNode entry : index.get("manifests")) {
            Digest digest = Digest.parse(entry.get("digest").asText());
            manifest(repository, digest.toString(), file("blobs/" + digest.hex()));
        }
        RegistryFiles.putManifest(
                repository, tag, file("tags/" + tag), index.get("mediaType").asText());
    }

    private static void manifest(String repository, String name, byte[] bytes) {
        JsonNode manifest = json(bytes);
        for (JsonNode blob : List.of(manifest.get("config"), manifest.get("layers").get(0))) {
            Digest digest = Digest.parse(blob.get("digest").asText());
            RegistryFiles.putBlob(repository, file("blobs/" + digest.hex()));
        }
        RegistryFiles.putManifest(repository, name, bytes, manifest.get("mediaType").asText());
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
