package dev.berth.policy.sigstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.Digest;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.policy.signature.Tampering;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Against a keyless bundle of the real cosign, with a Fulcio, Rekor and trusted root of its own.
 */
class KeylessVerifierTest {
    private static final SignedManifest PLUGIN = RecordedRepository.plugin();
    private static final byte[] BUNDLE =
            RecordedRepository.referrerBlob(text -> text.contains("\"certificate\""));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void takesWhatCosignSigned() throws Exception {
        verifier(root()).verify(BUNDLE, PLUGIN);
    }

    @Test
    void refusesEveryChange() throws Exception {
        KeylessVerifier verifier = verifier(root());
        Tampering.assertRefused(BUNDLE, changed -> verifier.verify(changed, PLUGIN));
    }

    @Test
    void refusesAnotherManifest() throws Exception {
        SignedManifest other =
                new SignedManifest(PLUGIN.repository(), Digest.sha256(new byte[1]), 1);
        assertRefused("/subject/0/digest/sha256", verifier(root()), BUNDLE, other);
    }

    @Test
    void refusesAnotherIdentityAndIssuer() throws Exception {
        String identity = RecordedRepository.IDENTITY;
        String issuer = RecordedRepository.ISSUER;
        for (String other : new String[] {identity + "x", "", "storage/ceph", ".*"}) {
            assertRefused("is not of", new KeylessVerifier(root(), issuer, other), BUNDLE, PLUGIN);
        }
        for (String other : new String[] {issuer + "/", "", "https://ci"}) {
            assertRefused("vouched", new KeylessVerifier(root(), other, identity), BUNDLE, PLUGIN);
        }
    }

    @Test
    void refusesABundleWithoutCertificateOrLogEntry() throws Exception {
        byte[] byKey =
                RecordedRepository.referrerBlob(
                        text ->
                                text.contains("\"publicKey\"")
                                        && RecordedRepository.decoded(text, "/dsseEnvelope/payload")
                                                .contains("cosign/sign"));
        assertRefused("no certificate", verifier(root()), byKey, PLUGIN);
        ObjectNode bundle = (ObjectNode) JSON.readTree(BUNDLE);
        ((ObjectNode) bundle.get("verificationMaterial")).remove("tlogEntries");
        assertRefused(
                "not one log entry", verifier(root()), JSON.writeValueAsBytes(bundle), PLUGIN);
    }

    @Test
    void refusesALogEntryWithoutPromise() throws Exception {
        ObjectNode bundle = (ObjectNode) JSON.readTree(BUNDLE);
        ((ObjectNode) bundle.at("/verificationMaterial/tlogEntries/0")).remove("inclusionPromise");
        assertRefused(
                "inclusionPromise is missing",
                verifier(root()),
                JSON.writeValueAsBytes(bundle),
                PLUGIN);
    }

    /** Each part of the operator's root is needed: a stranger in its place is not trusted. */
    @Test
    void refusesStrangersInTheTrustedRoot() throws Exception {
        String foreignKey =
                new String(RecordedRepository.file("keys/other.pub"), StandardCharsets.US_ASCII)
                        .replaceAll("-----[A-Z ]+-----|\\s", "");
        for (String log : new String[] {"tlogs", "ctlogs"}) {
            ObjectNode root = trustedRoot();
            ((ObjectNode) root.at("/" + log + "/0/publicKey")).put("rawBytes", foreignKey);
            assertRefused("is not signed by the key", verifier(read(root)), BUNDLE, PLUGIN);
            root.putArray(log);
            assertRefused("log of this name is trusted", verifier(read(root)), BUNDLE, PLUGIN);
        }
        ObjectNode root = trustedRoot();
        JsonNode certificate = JSON.readTree(BUNDLE).at("/verificationMaterial/certificate");
        ((ObjectNode) root.at("/certificateAuthorities/0/certChain"))
                .putArray("certificates")
                .add(certificate);
        assertRefused("does not lead to a trusted root", verifier(read(root)), BUNDLE, PLUGIN);
        root.putArray("certificateAuthorities");
        assertRefused("no certificate authority is", verifier(read(root)), BUNDLE, PLUGIN);
    }

    @Test
    void refusesWhatWasTrustedAtAnotherTime() throws Exception {
        for (String part :
                new String[] {
                    "/tlogs/0/publicKey", "/ctlogs/0/publicKey", "/certificateAuthorities/0"
                }) {
            ObjectNode ended = trustedRoot();
            ((ObjectNode) ended.at(part + "/validFor")).put("start", "2020-01-01T00:00:00Z");
            ((ObjectNode) ended.at(part + "/validFor")).put("end", "2021-01-01T00:00:00Z");
            assertRefused("trusted at", verifier(read(ended)), BUNDLE, PLUGIN);
            ObjectNode later = trustedRoot();
            ((ObjectNode) later.at(part + "/validFor")).put("start", "2999-01-01T00:00:00Z");
            assertRefused("trusted at", verifier(read(later)), BUNDLE, PLUGIN);
        }
    }

    private static void assertRefused(
            String reason, KeylessVerifier verifier, byte[] bundle, SignedManifest manifest) {
        InvalidSignatureException refused =
                assertThrows(
                        InvalidSignatureException.class, () -> verifier.verify(bundle, manifest));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static KeylessVerifier verifier(TrustedRoot root) {
        return new KeylessVerifier(root, RecordedRepository.ISSUER, RecordedRepository.IDENTITY);
    }

    private static TrustedRoot root() throws Exception {
        return read(trustedRoot());
    }

    private static ObjectNode trustedRoot() throws Exception {
        ObjectNode root =
                (ObjectNode) JSON.readTree(RecordedRepository.file("keys/trusted_root.json"));
        assertEquals(1, root.get("tlogs").size());
        return root;
    }

    private static TrustedRoot read(ObjectNode root) throws Exception {
        return TrustedRoot.read(JSON.writeValueAsBytes(root));
    }
}
