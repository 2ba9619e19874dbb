package dev.berth.shared.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
    @TempDir static Path folder;

    private static TestAuthority authority;

    @BeforeAll
    static void make() throws Exception {
        authority = new TestAuthority(folder);
        authority.issue("rsa", "rsa:2048");
        authority.issue("ec", "ec -pkeyopt ec_paramgen_curve:P-256");
        authority.issue("ed", "ed25519");
    }

    @Test
    void holdsAKeyOfAnyUsualKind() throws Exception {
        assertEquals("RSA", new PemFile(authority.key("rsa")).privateKey().getAlgorithm());
        assertEquals("EC", new PemFile(authority.key("ec")).privateKey().getAlgorithm());
        assertTrue(new PemFile(authority.key("ed")).privateKey().getAlgorithm().startsWith("Ed"));
    }

    @Test
    void holdsSeveralCertificatesWithRemarksInBetween() throws Exception {
        Path bundle =
                Files.writeString(
                        folder.resolve("bundle.pem"),
                        "# one\n"
                                + Files.readString(authority.certificate())
                                + "\n# two\n"
                                + Files.readString(authority.certificate("ec")));

        assertEquals(2, new PemFile(bundle).certificates().size());
    }

    @Test
    void holdsAKeyOfTheFormsThatOlderOpensslsWrite() throws Exception {
        authority.openssl("rsa -in rsa.key -traditional -out rsa.old");
        authority.openssl("ec -in ec.key -out ec.old");
        assertTrue(Files.readString(folder.resolve("rsa.old")).contains("BEGIN RSA"));
        assertTrue(Files.readString(folder.resolve("ec.old")).contains("BEGIN EC"));
        assertEquals(key("rsa.key"), key("rsa.old"));
        assertEquals(((ECPrivateKey) key("ec.key")).getS(), ((ECPrivateKey) key("ec.old")).getS());
    }

    private static PrivateKey key(String file) throws IOException {
        return new PemFile(folder.resolve(file)).privateKey();
    }

    @Test
    void withABrokenKeyOfAnOlderFormSaysSo() throws Exception {
        for (String kind : List.of("RSA", "EC")) {
            Path broken =
                    Files.writeString(
                            folder.resolve("broken.key"),
                            "-----BEGIN %1$s PRIVATE KEY-----\nAAAA\n-----END %1$s PRIVATE KEY-----\n"
                                    .formatted(kind));
            assertThrows(IOException.class, () -> new PemFile(broken).privateKey());
        }
    }

    @Test
    void withAKeyOfAnotherFormSaysHowToConvertIt() throws Exception {
        Path old =
                Files.writeString(
                        folder.resolve("old.key"),
                        "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n");

        IOException error = assertThrows(IOException.class, () -> new PemFile(old).privateKey());
        assertTrue(error.getMessage().contains("\"DSA PRIVATE KEY\""), error.getMessage());
        assertTrue(error.getMessage().contains("openssl pkcs8 -topk8 -nocrypt"));
    }

    @Test
    void withoutAKeyOrWithAnotherThanTheUsualSaysSo() throws Exception {
        IOException none =
                assertThrows(
                        IOException.class, () -> new PemFile(authority.certificate()).privateKey());
        assertTrue(none.getMessage().contains("holds no private key"), none.getMessage());
        authority.openssl("genpkey -algorithm X25519 -out odd.key");
        IOException odd =
                assertThrows(
                        IOException.class,
                        () -> new PemFile(folder.resolve("odd.key")).privateKey());
        assertTrue(odd.getMessage().contains("none of [RSA, EC, Ed25519]"), odd.getMessage());
    }

    @Test
    void withoutCertificateIsNoAuthority() throws Exception {
        Path none = Files.writeString(folder.resolve("none.crt"), "nothing");
        Path broken =
                Files.writeString(
                        folder.resolve("broken.crt"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertTrue(refusal(none).contains("holds no certificate"));
        assertTrue(refusal(broken).contains("holds a broken certificate"));
        assertTrue(refusal(folder.resolve("missing.crt")).contains("missing.crt"));
    }

    private static String refusal(Path file) {
        return assertThrows(IOException.class, () -> new PemFile(file).certificates()).getMessage();
    }
}
