package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidReferenceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginReferenceTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String DIGEST = "sha256:" + HEX;

    @ParameterizedTest
    @CsvSource({
        "x, docker.io/library/x",
        "vieux/sshfs, docker.io/vieux/sshfs",
        "a/b/c, docker.io/a/b/c",
        "docker.io/x, docker.io/library/x",
        "docker.io/vieux/sshfs, docker.io/vieux/sshfs",
        "index.docker.io/x, docker.io/library/x",
        "index.docker.io/a/b, docker.io/a/b",
        "library/x, docker.io/library/x",
        "localhost/x, localhost/x",
        "localhost:5000/x, localhost:5000/x",
        "127.0.0.1:5000/a/b:1, 127.0.0.1:5000/a/b:1",
        "registry.example/x:1.2-rc_3, registry.example/x:1.2-rc_3",
        "host:5000/x, host:5000/x",
        "HOST/x, HOST/x",
        "Registry.Example:1/x, Registry.Example:1/x",
        "[2001:db8::1]/x, [2001:db8::1]/x",
        "[::1]:5000/a/b:t, [::1]:5000/a/b:t",
        "host.with-dash/x__y/a-b--c.d_e, host.with-dash/x__y/a-b--c.d_e",
    })
    void isMadeFullAsDockerDoes(String written, String full) {
        assertEquals(full, PluginReference.parse(written).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/x:1, x:1",
        "index.docker.io/library/x, x",
        "docker.io/vieux/sshfs:next, vieux/sshfs:next",
        "library/a/b, library/a/b",
        "localhost/x, localhost/x",
        "localhost:5000/library/x, localhost:5000/library/x",
        "docker.io/a.example/x:1, docker.io/a.example/x:1",
        "docker.io/localhost/x, docker.io/localhost/x",
    })
    void isShownInItsFamiliarForm(String written, String familiar) {
        assertEquals(familiar, PluginReference.parse(written).familiar());
    }

    @Test
    void isShownInFullWhereItsFamiliarFormWouldBeAnId() {
        String id = "library/" + "a".repeat(64);
        assertEquals("docker.io/" + id, PluginReference.parse(id).familiar());
        assertEquals(
                PluginReference.parse(id),
                PluginReference.parse(PluginReference.parse(id).familiar()));
    }

    @Test
    void hasTheDefaultDomainWhenNoneIsGiven() {
        assertEquals("docker.io", PluginReference.parse("vieux/sshfs").domain());
    }

    @Test
    void meansLatestOnlyWhenItHasNeitherTagNorDigest() {
        assertEquals("x:latest", PluginReference.parse("x").withDefaultTag().familiar());
        assertEquals("x:1", PluginReference.parse("x:1").withDefaultTag().familiar());
        assertEquals(
                "x@" + DIGEST, PluginReference.parse("x@" + DIGEST).withDefaultTag().familiar());
    }

    @Test
    void takesTagAndDigestTogether() {
        PluginReference reference = PluginReference.parse("host:1/x:t@" + DIGEST);
        assertEquals(Optional.of("t"), reference.tag());
        assertEquals(Optional.of(Digest.parse(DIGEST)), reference.digest());
        assertEquals("host:1/x", reference.familiarRepository());
        assertEquals("host:1/x:t@" + DIGEST, reference.toString());
    }

    @Test
    void losesItsDigestWithANewTag() {
        assertEquals("x:2", PluginReference.parse("x:1@" + DIGEST).withTag("2").familiar());
        assertThrows(
                InvalidReferenceException.class, () -> PluginReference.parse("x").withTag("-"));
    }

    @Test
    void takesDigestsOfOtherKnownAlgorithms() {
        assertEquals(
                Optional.of(new Digest("sha512", HEX + HEX)),
                PluginReference.parse("x@sha512:" + HEX + HEX).digest());
        assertEquals(
                Optional.of(new Digest("sha384", HEX + HEX.substring(32))),
                PluginReference.parse("x@sha384:" + HEX + HEX.substring(32)).digest());
    }

    @ParameterizedTest
    @CsvSource({
        "UP/Case,Case",
        "Upper,library/Upper",
        "host.example/Upper:t,Upper",
        "docker.io/A,library/A",
        "a/B:t,a/B"
    })
    void isLowerCaseInItsRepository(String written, String repository) {
        assertEquals(
                "invalid reference format: repository name (" + repository + ") must be lowercase",
                refusal(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "/x",
                "x/",
                "a//b",
                "-x",
                "x-",
                ".x",
                "x.",
                "a..b",
                "a___b",
                "x:",
                "x@",
                "x:t:u",
                "x:.t",
                "x:-t",
                "a:b/",
                "host:port/x",
                "http://x",
                "-host.example/x",
                "host-.example/x",
                "[::g]/x",
                "x@sha256:abc",
                "x@md5:0123",
                "ä",
                "x:tag/y z",
                "x\n"
            })
    void isRefusedWhenItIsNone(String written) {
        String refusal = refusal(written);
        assertTrue(refusal.startsWith("invalid reference format"), refusal);
        assertTrue(refusal.contains(written), refusal);
    }

    @Test
    void isRefusedInDockersWordsWhenItIsEmpty() {
        assertEquals("invalid reference format", refusal(""));
    }

    @Test
    void isNotAnId() {
        assertEquals(
                "invalid repository name (%s), cannot specify 64-byte hexadecimal strings"
                        .formatted(HEX),
                refusal(HEX));
        assertEquals(
                "docker.io/library/" + HEX + ":t", PluginReference.parse(HEX + ":t").toString());
        assertEquals("docker.io/a/" + HEX, PluginReference.parse("a/" + HEX).toString());
    }

    @Test
    void hasANameOf255CharactersAtMost() {
        String longest = "a".repeat(255 - "docker.io/library/".length());
        assertEquals(
                255,
                PluginReference.parse(longest).toString().length(),
                "with domain and library/");
        assertEquals(
                "repository name must not be more than 255 characters", refusal(longest + "a"));
    }

    @Test
    void hasATagOf128CharactersAtMost() {
        String longest = "t".repeat(128);
        assertEquals(Optional.of(longest), PluginReference.parse("x:" + longest).tag());
        assertTrue(refusal("x:" + longest + "t").startsWith("invalid reference format"));
    }

    @Test
    void isRefusedAtAnyLengthWithoutExhaustingTheStack() {
        for (String part : new String[] {"a", "a/", "a.", "a.b/", "1:", "a-"}) {
            assertEquals(
                    "repository name must not be more than 255 characters",
                    refusal(part.repeat(200_000)),
                    part);
        }
    }

    @Test
    void keepsItsMeaningInItsFullForm() {
        for (String written : new String[] {"x", "a/b:1", "[::1]:1/x", "HOST/x@" + DIGEST}) {
            PluginReference reference = PluginReference.parse(written);
            assertEquals(reference, PluginReference.parse(reference.toString()));
            assertEquals(reference, PluginReference.parse(reference.familiar()));
        }
    }

    private static String refusal(String written) {
        return assertThrows(InvalidReferenceException.class, () -> PluginReference.parse(written))
                .getMessage();
    }
}
