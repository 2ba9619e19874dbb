package dev.berth.policy.sigstore;

import dev.berth.policy.json.InvalidDocumentException;
import dev.berth.policy.json.StrictJson;
import dev.berth.policy.json.StrictObject;
import dev.berth.policy.signature.EncodedKey;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SigningCertificate;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The operator's {@code trusted_root.json}: which certificate authorities, transparency logs and
 * certificate logs are trusted, and for signatures of which time. {@code cosign trusted-root
 * create} writes one.
 */
public final class TrustedRoot {
    private static final String MEDIA_TYPE =
            "application/vnd.dev.sigstore.trustedroot+json;version=0.1";
    private static final int LIMIT = 4 << 20;

    private final List<Authority> authorities;
    private final List<Log> logs;
    private final List<Log> certificateLogs;

    /** A time in which something is trusted; the end is optional, and belongs to it. */
    private record Period(Instant start, Instant end) {
        static Period of(StrictObject part) throws InvalidDocumentException {
            StrictObject period = part.object("validFor");
            period.requireOnly("start", "end");
            try {
                return new Period(
                        period.optionalText("start").map(Instant::parse).orElse(Instant.MIN),
                        period.optionalText("end").map(Instant::parse).orElse(Instant.MAX));
            } catch (DateTimeParseException e) {
                throw part.wrong("validFor", "has no times");
            }
        }

        boolean covers(Instant time) {
            return !time.isBefore(start) && !time.isAfter(end);
        }
    }

    private record Log(byte[] id, PublicKey key, Period period) {}

    /** Certificates from the issuer of leaves on to the root. */
    private record Authority(List<X509Certificate> chain, Period period) {}

    private TrustedRoot(List<Authority> authorities, List<Log> logs, List<Log> certificateLogs) {
        this.authorities = List.copyOf(authorities);
        this.logs = List.copyOf(logs);
        this.certificateLogs = List.copyOf(certificateLogs);
    }

    /** Reads the file. What it has of time stamp authorities is not used. */
    public static TrustedRoot read(byte[] file)
            throws InvalidDocumentException, InvalidSignatureException {
        StrictObject root = StrictJson.parse(file, LIMIT);
        root.requireText("mediaType", MEDIA_TYPE);
        List<Authority> authorities = new ArrayList<>();
        for (StrictObject authority : root.objects("certificateAuthorities")) {
            List<X509Certificate> chain = new ArrayList<>();
            for (StrictObject one : authority.object("certChain").objects("certificates")) {
                chain.add(SigningCertificate.of(one.bytes("rawBytes")));
            }
            if (chain.isEmpty()) {
                throw authority.wrong("certChain", "is empty");
            }
            authorities.add(new Authority(List.copyOf(chain), Period.of(authority)));
        }
        return new TrustedRoot(authorities, logs(root, "tlogs"), logs(root, "ctlogs"));
    }

    private static List<Log> logs(StrictObject root, String name)
            throws InvalidDocumentException, InvalidSignatureException {
        List<Log> logs = new ArrayList<>();
        for (StrictObject log : root.objects(name)) {
            StrictObject key = log.object("publicKey");
            PublicKey decoded = EncodedKey.der(key.bytes("rawBytes"));
            logs.add(new Log(log.object("logId").bytes("keyId"), decoded, Period.of(key)));
        }
        return logs;
    }

    /** Returns the key of a transparency log. */
    PublicKey logKey(byte[] id, Instant time) throws InvalidSignatureException {
        return key(logs, id, time, "transparency log");
    }

    /** Returns the key of a log of certificates. */
    PublicKey certificateLogKey(byte[] id, Instant time) throws InvalidSignatureException {
        return key(certificateLogs, id, time, "certificate log");
    }

    private static PublicKey key(List<Log> logs, byte[] id, Instant time, String kind)
            throws InvalidSignatureException {
        for (Log log : logs) {
            if (Arrays.equals(log.id(), id) && log.period().covers(time)) {
                return log.key();
            }
        }
        throw new InvalidSignatureException(
                "no %s of this name is trusted at %s".formatted(kind, time));
    }

    /** Returns the issuer of a certificate, having validated the path to a trusted root. */
    X509Certificate issuer(X509Certificate leaf, Instant time) throws InvalidSignatureException {
        InvalidSignatureException failure =
                new InvalidSignatureException(
                        "no certificate authority is trusted at %s".formatted(time));
        for (Authority authority : authorities) {
            if (authority.period().covers(time)) {
                try {
                    List<X509Certificate> chain = authority.chain();
                    List<X509Certificate> path = new ArrayList<>(List.of(leaf));
                    path.addAll(chain.subList(0, chain.size() - 1));
                    SigningCertificate.requirePath(path, chain.get(chain.size() - 1), time);
                    return chain.get(0);
                } catch (InvalidSignatureException e) {
                    failure = e;
                }
            }
        }
        throw failure;
    }
}
