package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidDigestException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DigestTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isReadAsItIsWritten() {
        Digest digest = Digest.parse("sha256:" + SHA256_OF_ABC);
        assertEquals("sha256", digest.algorithm());
        assertEquals(SHA256_OF_ABC, digest.hex());
        assertEquals("sha256:" + SHA256_OF_ABC, digest.toString());
        assertEquals(Digest.sha256(ABC), digest);
    }

    @ParameterizedTest
    @CsvSource({"sha256, 64", "sha384, 96", "sha512, 128"})
    void isComputedByEveryAlgorithm(String algorithm, int digits) {
        Digest digest = Digest.of(algorithm, ABC);
        assertEquals(digits, digest.hex().length());
        assertEquals(Optional.of(digest), Digest.tryParse(digest.toString()));
        assertEquals(digest, Digest.ofHash(algorithm, digest.hasher().digest(ABC)));
        assertTrue(digest.isOf(ABC));
        assertFalse(digest.isOf(new byte[0]));
        assertTrue(digest.hasHash(digest.hasher().digest(ABC)));
        assertFalse(digest.hasHash(digest.hasher().digest()));
    }

    static String[] others() {
        return new String[] {
            "",
            ":",
            "victim",
            "sha256",
            "sha256:",
            "sha256:../../../../../../etc/passwd",
            "../:" + SHA256_OF_ABC,
            "sha1:" + SHA256_OF_ABC.substring(24),
            "md5:" + SHA256_OF_ABC.substring(32),
            "SHA256:" + SHA256_OF_ABC,
            "sha256:" + SHA256_OF_ABC.toUpperCase(),
            "sha256:" + SHA256_OF_ABC.substring(1),
            "sha256:" + SHA256_OF_ABC + "0",
            "sha384:" + SHA256_OF_ABC,
            "sha512:" + SHA256_OF_ABC,
            "sha256:" + SHA256_OF_ABC + "\n",
            " sha256:" + SHA256_OF_ABC,
            "sha256:" + SHA256_OF_ABC.replace('a', 'g'),
            "sha256:" + SHA256_OF_ABC.replace('1', '\u0661'),
        };
    }

    /** It becomes the name of a file, so nothing else may pass for one. */
    @ParameterizedTest
    @MethodSource("others")
    void isNothingElse(String text) {
        assertEquals(Optional.empty(), Digest.tryParse(text));
        InvalidDigestException error =
                assertThrows(InvalidDigestException.class, () -> Digest.parse(text));
        assertEquals(text, error.text());
        assertEquals(
                "\"%s\" is not a digest: it must be sha256:, sha384: or sha512: and hexadecimal digits"
                        .formatted(text),
                error.getMessage());
        int colon = Math.max(text.indexOf(':'), 0);
        assertThrows(
                InvalidDigestException.class,
                () -> new Digest(text.substring(0, colon), text.substring(colon)));
    }

    @Test
    void hasAKnownAlgorithm() {
        assertThrows(InvalidDigestException.class, () -> Digest.of("sha1", ABC));
        assertThrows(InvalidDigestException.class, () -> Digest.hasher("SHA-256"));
        assertThrows(InvalidDigestException.class, () -> Digest.ofHash("sha512", new byte[32]));
    }

    @Test
    void namesWhatMustNotBeNull() {
        assertEquals("text", missing(() -> Digest.parse(null)));
        assertEquals("algorithm", missing(() -> new Digest(null, "")));
        assertEquals("hex", missing(() -> new Digest("sha256", null)));
        assertEquals("content", missing(() -> Digest.sha256(null)));
        assertEquals("hash", missing(() -> Digest.ofHash("sha256", null)));
        assertEquals("algorithm", missing(() -> Digest.hasher(null)));
    }

    private static String missing(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(NullPointerException.class, call).getMessage();
    }
}
