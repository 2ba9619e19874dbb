package dev.berth.policy.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the real cosign and notation made, recorded by {@code scripts/signatures/record.sh}: in this
 * repository, or anew in the folder of {@code -Dberth.signatures}.
 */
public final class RecordedRepository {
    public static final String REPOSITORY = "127.0.0.1:5039/storage/ceph";
    public static final String ISSUER = "https://ci.example.com";
    public static final String IDENTITY = "https://ci.example.com/storage/ceph@main";
    private static final Path FOLDER =
            Path.of(System.getProperty("berth.signatures", "src/test/resources/signatures"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedRepository() {}

    /** A file beside the repository. */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static PublicKey key(String name) throws InvalidSignatureException {
        return EncodedKey.pem(file("keys/" + name + ".pub"));
    }

    public static SignedManifest plugin() {
        byte[] manifest = file("tags/1");
        return new SignedManifest(REPOSITORY, Digest.sha256(manifest), manifest.length);
    }

    /** The manifest of cosign's tag. */
    public static JsonNode signatureTag() {
        return json(file("tags/" + tag() + ".sig"));
    }

    /** The one blob of the manifests that refer to the plugin, and whose text is as wanted. */
    public static byte[] referrerBlob(Predicate<String> wanted) {
        List<byte[]> found = new ArrayList<>();
        for (JsonNode entry : json(file("tags/" + tag())).get("manifests")) {
            JsonNode manifest = json(blob(entry));
            assertEquals(plugin().digest().toString(), manifest.at("/subject/digest").textValue());
            byte[] blob = blob(manifest.at("/layers/0"));
            if (wanted.test(new String(blob, StandardCharsets.UTF_8))) {
                found.add(blob);
            }
        }
        assertEquals(1, found.size());
        return found.get(0);
    }

    /** The decoded text of a base64 field. */
    public static String decoded(String json, String field) {
        String text = json(json.getBytes(StandardCharsets.UTF_8)).at(field).asText();
        return new String(
                Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')),
                StandardCharsets.UTF_8);
    }

    public static byte[] blob(JsonNode descriptor) {
        Digest digest = Digest.parse(descriptor.get("digest").textValue());
        byte[] blob = file("blobs/" + digest.hex());
        assertTrue(digest.isOf(blob));
        return blob;
    }

    private static String tag() {
        return plugin().digest().toString().replace(':', '-');
    }

    private static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
