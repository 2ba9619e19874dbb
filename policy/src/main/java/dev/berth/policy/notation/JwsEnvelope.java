package dev.berth.policy.notation;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.KeySignature;
import dev.berth.policy.signature.SigningCertificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A flattened JSON Web Signature (RFC 7515) with its chain of certificates, whose signature by the
 * first of them is right. Whether that is anybody's is not known here.
 *
 * @param payload as it was signed
 * @param chain from the leaf to the root
 * @param expiry until when it is good
 */
record JwsEnvelope(StrictObject payload, List<X509Certificate> chain, Optional<Instant> expiry) {
    private static final int LIMIT = 1 << 20;
    private static final int CHAIN_LIMIT = 10;
    private static final String SCHEME = "io.cncf.notary.signingScheme";
    private static final String EXPIRY = "io.cncf.notary.expiry";
    private static final String TIME = "io.cncf.notary.signingTime";

    static JwsEnvelope verified(byte[] envelope)
            throws InvalidSignatureException, InvalidDocumentException {
        StrictObject jws = StrictJson.parse(envelope, LIMIT);
        jws.requireOnly("payload", "protected", "header", "signature");
        StrictObject unsigned = jws.object("header");
        unsigned.requireOnly(
                "x5c", "io.cncf.notary.signingAgent", "io.cncf.notary.timestampSignature");
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : unsigned.bytesList("x5c")) {
            chain.add(SigningCertificate.of(der));
        }
        if (chain.isEmpty() || chain.size() > CHAIN_LIMIT) {
            throw new InvalidSignatureException("the envelope has no chain of certificates");
        }
        StrictObject signed = StrictJson.parse(jws.urlBytes("protected"), LIMIT);
        JwsAlgorithm algorithm = JwsAlgorithm.of(chain.get(0).getPublicKey());
        signed.requireText("alg", algorithm.name());
        String input = jws.text("protected") + "." + jws.text("payload");
        KeySignature.verify(
                algorithm.engine(),
                chain.get(0).getPublicKey(),
                input.getBytes(StandardCharsets.US_ASCII),
                jws.urlBytes("signature"),
                "the envelope");
        StrictObject payload = StrictJson.parse(jws.urlBytes("payload"), LIMIT);
        return new JwsEnvelope(payload, List.copyOf(chain), expiry(signed));
    }

    /** Checks the protected header, of which nothing critical may be unknown. */
    private static Optional<Instant> expiry(StrictObject header)
            throws InvalidSignatureException, InvalidDocumentException {
        header.requireOnly("alg", "cty", "crit", SCHEME, EXPIRY, TIME);
        header.requireText("cty", "application/vnd.cncf.notary.payload.v1+json");
        header.requireText(SCHEME, "notary.x509");
        Set<String> critical = new HashSet<>(Set.of(SCHEME));
        if (header.has(EXPIRY)) {
            critical.add(EXPIRY);
        }
        List<String> named = header.texts("crit");
        if (named.size() != critical.size() || !critical.containsAll(named)) {
            throw header.wrong("crit", "does not name what is critical");
        }
        try {
            return header.optionalText(EXPIRY).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new InvalidSignatureException("the envelope's expiry is no time", e);
        }
    }
}
