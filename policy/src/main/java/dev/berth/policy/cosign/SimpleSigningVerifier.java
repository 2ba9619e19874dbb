package dev.berth.policy.cosign;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import dev.berth.policy.signature.SignedManifest;
import java.security.PublicKey;
import java.util.Objects;

/**
 * Verifies a payload in the simple signing format. cosign ignores the payload's {@code
 * docker-reference}; it is checked here, or a signature made for one repository would be good in
 * another.
 */
public final class SimpleSigningVerifier {

    /** The media type of a layer that is such a payload. */
    public static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";

    /** The layer's annotation that is the signature, in base64. */
    public static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private static final String TYPE = "cosign container image signature";
    private static final String HUB = "index.docker.io/";
    private static final int LIMIT = 1 << 20;

    private final PublicKey key;

    public SimpleSigningVerifier(PublicKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    /** Verifies a signature of a manifest. */
    public void verify(byte[] payload, byte[] signature, SignedManifest manifest)
            throws InvalidSignatureException {
        KeySignature.verify(key, payload, signature, "the payload");
        try {
            StrictObject critical = StrictJson.parse(payload, LIMIT).object("critical");
            critical.requireText("type", TYPE);
            critical.object("image")
                    .requireText("docker-manifest-digest", manifest.digest().toString());
            String reference = critical.object("identity").text("docker-reference");
            if (!repository(reference).equals(manifest.repository())) {
                throw new InvalidSignatureException(
                        "the signature was made for another repository than "
                                + manifest.repository());
            }
        } catch (InvalidDocumentException e) {
            throw new InvalidSignatureException("the payload: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a reference without tag and digest, which newer versions of cosign write, and with
     * the Docker Hub by its usual name, which cosign does not.
     */
    private static String repository(String reference) {
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String repository = colon < 0 ? named : named.substring(0, colon);
        return repository.startsWith(HUB)
                ? "docker.io/" + repository.substring(HUB.length())
                : repository;
    }
}
