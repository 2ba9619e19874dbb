package dev.berth.plugin;

import dev.berth.plugin.error.InvalidDigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An OCI content digest, {@code sha256:…}: the <a
 * href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests">grammar of
 * the image specification</a>, for the algorithms that Berth computes. There is no digest that is
 * not well-formed, so one can be used as a file name.
 *
 * <p>A record: its grammar is closed, and no component will be added.
 *
 * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}
 * @param hex the hash in lower-case hexadecimal digits, as long as the algorithm makes it
 */
public record Digest(String algorithm, String hex) {

    /** The algorithm that registries and Docker use. */
    public static final String SHA256 = "sha256";

    private record Algorithm(String javaName, int hexDigits) {
        boolean makes(String hex) {
            return hex.length() == hexDigits
                    && hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        }
    }

    private static final Map<String, Algorithm> KNOWN =
            Map.of(
                    SHA256,
                    new Algorithm("SHA-256", 64),
                    "sha384",
                    new Algorithm("SHA-384", 96),
                    "sha512",
                    new Algorithm("SHA-512", 128));

    /**
     * @throws InvalidDigestException if the algorithm is not known, or the hash not one of it
     */
    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(hex, "hex");
        if (!isValid(algorithm, hex)) {
            throw new InvalidDigestException(algorithm + ":" + hex);
        }
    }

    private static boolean isValid(String algorithm, String hex) {
        Algorithm known = KNOWN.get(algorithm);
        return known != null && known.makes(hex);
    }

    /**
     * Parses {@code sha256:…}.
     *
     * @throws InvalidDigestException if the text is not a digest of a known algorithm
     */
    public static Digest parse(String text) {
        return tryParse(text).orElseThrow(() -> new InvalidDigestException(text));
    }

    /** Parses {@code sha256:…}; empty if the text is not a digest of a known algorithm. */
    public static Optional<Digest> tryParse(String text) {
        Objects.requireNonNull(text, "text");
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String algorithm = text.substring(0, colon);
        String hex = text.substring(colon + 1);
        return isValid(algorithm, hex) ? Optional.of(new Digest(algorithm, hex)) : Optional.empty();
    }

    /** Returns the SHA-256 digest of some bytes. */
    public static Digest sha256(byte[] content) {
        return of(SHA256, content);
    }

    /**
     * Returns the digest of some bytes.
     *
     * @throws InvalidDigestException if the algorithm is not known
     */
    public static Digest of(String algorithm, byte[] content) {
        Objects.requireNonNull(content, "content");
        return ofHash(algorithm, hasher(algorithm).digest(content));
    }

    /**
     * Returns the digest with a hash that a {@link #hasher(String) hasher} has computed.
     *
     * @throws InvalidDigestException if the algorithm is not known, or makes hashes of another size
     */
    public static Digest ofHash(String algorithm, byte[] hash) {
        Objects.requireNonNull(hash, "hash");
        return new Digest(algorithm, HexFormat.of().formatHex(hash));
    }

    /**
     * Returns a new {@link MessageDigest} for an algorithm, by its OCI name.
     *
     * @throws InvalidDigestException if the algorithm is not known
     */
    public static MessageDigest hasher(String algorithm) {
        Algorithm known = KNOWN.get(Objects.requireNonNull(algorithm, "algorithm"));
        if (known == null) {
            throw new InvalidDigestException(algorithm + ":");
        }
        try {
            return MessageDigest.getInstance(known.javaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + known.javaName(), e);
        }
    }

    /** Returns a new {@link MessageDigest} that computes digests of this one's algorithm. */
    public MessageDigest hasher() {
        return hasher(algorithm);
    }

    /** Returns whether this is the digest of some bytes. */
    public boolean isOf(byte[] content) {
        return equals(of(algorithm, content));
    }

    /** Returns whether this is the digest with a hash that its {@link #hasher()} has computed. */
    public boolean hasHash(byte[] hash) {
        return equals(ofHash(algorithm, hash));
    }

    /** Returns the form that is written in manifests, {@code sha256:…}. */
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
