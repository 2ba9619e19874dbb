package dev.berth.policy.cosign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.Tampering;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against signatures of the real cosign, one for each kind of key in one manifest. */
class SimpleSigningVerifierTest {
    private static final Map<String, Integer> LAYERS = Map.of("p256", 0, "rsa", 1, "ed25519", 2);
    private static final SignedManifest PLUGIN = RecordedRepository.plugin();

    @ParameterizedTest
    @ValueSource(strings = {"p256", "rsa", "ed25519"})
    void takesWhatCosignSigned(String key) throws Exception {
        verifier(key).verify(payload(key), signature(key), PLUGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "rsa", "ed25519"})
    void refusesEveryChangeOfPayloadAndSignature(String key) throws Exception {
        SimpleSigningVerifier verifier = verifier(key);
        byte[] payload = payload(key);
        byte[] signature = signature(key);
        Tampering.assertRefused(payload, changed -> verifier.verify(changed, signature, PLUGIN));
        Tampering.assertRefused(signature, changed -> verifier.verify(payload, changed, PLUGIN));
    }

    @Test
    void refusesAnotherKeyOfAnyKind() throws Exception {
        for (String signer : LAYERS.keySet()) {
            for (String key : new String[] {"p256", "rsa", "ed25519", "other"}) {
                if (!key.equals(signer)) {
                    assertRefused(key, payload(signer), signature(signer), PLUGIN);
                }
            }
        }
    }

    @Test
    void refusesTheSignatureOfAnotherManifestOrRepository() throws Exception {
        SignedManifest other =
                new SignedManifest(PLUGIN.repository(), Digest.sha256(new byte[1]), 1);
        assertRefused("p256", payload("p256"), signature("p256"), other);
        SignedManifest copied =
                new SignedManifest("127.0.0.1:5039/storage", PLUGIN.digest(), PLUGIN.size());
        assertTrue(
                assertRefused("p256", payload("p256"), signature("p256"), copied)
                        .getMessage()
                        .contains("another repository"));
    }

    @Test
    void takesAReferenceWithTagAndDigestAsNewerVersionsWriteIt() throws Exception {
        for (String suffix :
                new String[] {"", ":1", "@" + PLUGIN.digest(), ":1@" + PLUGIN.digest()}) {
            signed(payloadText(PLUGIN.repository() + suffix, ""));
        }
        String port = payloadText("127.0.0.1/storage/ceph", "");
        assertThrows(InvalidSignatureException.class, () -> signed(port));
    }

    /** go-containerregistry, and so cosign, calls the Docker Hub index.docker.io. */
    @Test
    void takesTheDockerHubByItsOtherName() throws Exception {
        SignedManifest hub =
                new SignedManifest("docker.io/vieux/sshfs", PLUGIN.digest(), PLUGIN.size());
        signed(payloadText("index.docker.io/vieux/sshfs", ""), hub);
        signed(payloadText("docker.io/vieux/sshfs:latest", ""), hub);
        assertThrows(
                InvalidSignatureException.class,
                () -> signed(payloadText("index.docker.io.evil.com/vieux/sshfs", ""), hub));
    }

    @Test
    void refusesWhatIsSignedButHasTwoReadings() {
        String twice = "\"critical\":{},";
        String payload = payloadText(PLUGIN.repository(), twice);
        InvalidSignatureException refused =
                assertThrows(InvalidSignatureException.class, () -> signed(payload));
        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "the payload: the document is not strict JSON: it has the field"
                                        + " \"critical\" twice, at line 1, column "),
                refused.getMessage());
        assertThrows(
                InvalidSignatureException.class,
                () -> signed(payloadText(PLUGIN.repository(), "") + "{}"));
        assertThrows(
                InvalidSignatureException.class,
                () -> signed("\ufeff" + payloadText(PLUGIN.repository(), "")));
        assertThrows(
                InvalidSignatureException.class,
                () ->
                        signed(
                                payloadText(
                                        PLUGIN.repository(),
                                        "\"x\":\"" + "x".repeat(1 << 20) + "\",")));
    }

    @Test
    void refusesASignedPayloadOfAnotherType() {
        String payload = payloadText(PLUGIN.repository(), "").replace("container image", "blob");
        assertThrows(InvalidSignatureException.class, () -> signed(payload));
    }

    private static String payloadText(String reference, String before) {
        return "{%s\"critical\":{\"identity\":{\"docker-reference\":\"%s\"},\"image\":{\"docker-manifest-digest\":\"%s\"},\"type\":\"cosign container image signature\"},\"optional\":null}"
                .formatted(before, reference, PLUGIN.digest());
    }

    private static void signed(String text) throws Exception {
        signed(text, PLUGIN);
    }

    /** Signs a text as cosign 2 does by Ed25519, and verifies it. */
    private static void signed(String text, SignedManifest manifest) throws Exception {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(payload);
        new SimpleSigningVerifier(pair.getPublic()).verify(payload, signer.sign(), manifest);
    }

    private static InvalidSignatureException assertRefused(
            String key, byte[] payload, byte[] signature, SignedManifest manifest) {
        return assertThrows(
                InvalidSignatureException.class,
                () -> verifier(key).verify(payload, signature, manifest));
    }

    private static SimpleSigningVerifier verifier(String key) throws Exception {
        return new SimpleSigningVerifier(RecordedRepository.key(key));
    }

    private static JsonNode layer(String key) {
        JsonNode layer = RecordedRepository.signatureTag().at("/layers/" + LAYERS.get(key));
        assertEquals(SimpleSigningVerifier.PAYLOAD, layer.get("mediaType").textValue());
        return layer;
    }

    private static byte[] payload(String key) {
        return RecordedRepository.blob(layer(key));
    }

    private static byte[] signature(String key) {
        JsonNode annotations = layer(key).get("annotations");
        return Base64.getDecoder()
                .decode(annotations.get(SimpleSigningVerifier.SIGNATURE).textValue());
    }
}
