package dev.berth.registry.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of content by what it holds.
 *
 * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}
 * @param hex the hash, in lower case
 */
public record Digest(String algorithm, String hex) {
    private record Algorithm(String javaName, Pattern hash) {}

    private static final Map<String, Algorithm> KNOWN =
            Map.of(
                    "sha256", new Algorithm("SHA-256", Pattern.compile("[a-f0-9]{64}")),
                    "sha384", new Algorithm("SHA-384", Pattern.compile("[a-f0-9]{96}")),
                    "sha512", new Algorithm("SHA-512", Pattern.compile("[a-f0-9]{128}")));

    /** Parses {@code sha256:…}; empty if it is no digest of an algorithm that is known. */
    public static Optional<Digest> tryParse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String hex = text.substring(colon + 1);
        return Optional.ofNullable(KNOWN.get(text.substring(0, colon)))
                .filter(algorithm -> algorithm.hash().matcher(hex).matches())
                .map(algorithm -> new Digest(text.substring(0, colon), hex));
    }

    /** Returns the SHA-256 digest of some bytes. */
    public static Digest sha256(byte[] bytes) {
        return new Digest("sha256", "").sameKindOf(bytes);
    }

    /** Returns the digest of some bytes by the same algorithm. */
    public Digest sameKindOf(byte[] bytes) {
        return new Digest(algorithm, HexFormat.of().formatHex(hasher().digest(bytes)));
    }

    /** Returns what computes digests of this algorithm. */
    public MessageDigest hasher() {
        try {
            return MessageDigest.getInstance(KNOWN.get(algorithm).javaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /** Tells whether a hash that was computed is this one. */
    public boolean matches(byte[] hash) {
        return hex.equals(HexFormat.of().formatHex(hash));
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
