package dev.berth.policy.sigstore;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.Tampering;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against a bundle of the real cosign, signed by key. */
class KeyBundleVerifierTest {
    private static final SignedManifest PLUGIN = RecordedRepository.plugin();
    private static final byte[] BUNDLE =
            RecordedRepository.referrerBlob(
                    text ->
                            text.contains("\"publicKey\"")
                                    && predicate(text).contains("cosign/sign"));

    @Test
    void takesWhatCosignSigned() throws Exception {
        verifier("p256").verify(BUNDLE, PLUGIN);
    }

    @Test
    void refusesEveryChangeButThatOfTheHint() throws Exception {
        KeyBundleVerifier verifier = verifier("p256");
        String text = new String(BUNDLE, StandardCharsets.UTF_8);
        String hint = text.replaceAll(".*\"hint\":\"([^\"]+)\".*", "$1");
        Tampering.assertRefused(BUNDLE, changed -> verifier.verify(changed, PLUGIN), hint);
    }

    @Test
    void refusesAnotherKeyAndAnotherManifest() {
        assertThrows(
                InvalidSignatureException.class, () -> verifier("other").verify(BUNDLE, PLUGIN));
        SignedManifest other =
                new SignedManifest(PLUGIN.repository(), Digest.sha256(new byte[1]), 1);
        assertThrows(InvalidSignatureException.class, () -> verifier("p256").verify(BUNDLE, other));
    }

    /** A bill of materials about a plugin says nothing of whether it may be run. */
    @Test
    void refusesAnAttestationByTheSameKey() {
        byte[] attestation =
                RecordedRepository.referrerBlob(text -> predicate(text).contains("spdx"));
        InvalidSignatureException refused =
                assertThrows(
                        InvalidSignatureException.class,
                        () -> verifier("p256").verify(attestation, PLUGIN));
        assertTrue(refused.getMessage().contains("predicateType"), refused.getMessage());
    }

    @Test
    void refusesWhatHasNoOrTwoKindsOfKey() {
        String text = new String(BUNDLE, StandardCharsets.UTF_8);
        for (String material :
                new String[] {
                    "{}", "{\"publicKey\":{\"hint\":\"\"},\"certificate\":{\"rawBytes\":\"\"}}"
                }) {
            byte[] changed =
                    text.replaceFirst("\\{\"publicKey\":\\{[^}]*\\}\\}", material)
                            .getBytes(StandardCharsets.UTF_8);
            assertThrows(
                    InvalidSignatureException.class,
                    () -> verifier("p256").verify(changed, PLUGIN));
        }
    }

    private static String predicate(String text) {
        return text.contains("dsseEnvelope")
                ? RecordedRepository.decoded(text, "/dsseEnvelope/payload")
                : "";
    }

    private static KeyBundleVerifier verifier(String key) throws InvalidSignatureException {
        return new KeyBundleVerifier(RecordedRepository.key(key));
    }
}
