package dev.berth.itest.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * An index of the recorded plugin and of one for another platform, and a signature of the index
 * alone, in the form that cosign gives one.
 */
public final class SignedIndex {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private final KeyPair keys;
    private final byte[] index;

    public SignedIndex() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        for (String architecture : new String[] {"amd64", "arm64"}) {
            root.withArray("manifests")
                    .add(
                            described(MANIFEST, RecordedSignatures.file("tags/1"))
                                    .<ObjectNode>set(
                                            "platform",
                                            JSON.createObjectNode()
                                                    .put("os", "linux")
                                                    .put("architecture", architecture)));
        }
        index = root.toString().getBytes(StandardCharsets.UTF_8);
    }

    public Digest digest() {
        return Digest.sha256(index);
    }

    /** Returns the key that it is signed with, as cosign writes it. */
    public String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Has the tests' registry hold it and its signature, in the repository of the plugin. */
    public void publish(String repository, String tag) {
        RegistryFiles.putManifest(repository, tag, index, INDEX);
        byte[] payload =
                """
                {"critical": {"identity": {"docker-reference": "%s/%s"},
                  "image": {"docker-manifest-digest": "%s"},
                  "type": "cosign container image signature"}, "optional": null}
                """
                        .formatted(TestBed.registry(), repository, digest())
                        .getBytes(StandardCharsets.UTF_8);
        byte[] config = "{\"architecture\":\"\",\"os\":\"\"}".getBytes(StandardCharsets.UTF_8);
        ObjectNode layer = described(PAYLOAD, payload);
        layer.putObject("annotations").put(SIGNATURE, signature(payload));
        ObjectNode manifest =
                JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", described(CONFIG, config));
        manifest.putArray("layers").add(layer);
        RegistryFiles.putBlob(repository, payload);
        RegistryFiles.putBlob(repository, config);
        RegistryFiles.putManifest(
                repository,
                digest().toString().replace(':', '-') + ".sig",
                manifest.toString().getBytes(StandardCharsets.UTF_8),
                MANIFEST);
    }

    private String signature(byte[] payload) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(payload);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode described(String type, byte[] bytes) {
        return JSON.createObjectNode()
                .put("mediaType", type)
                .put("digest", Digest.sha256(bytes).toString())
                .put("size", bytes.length);
    }
}
