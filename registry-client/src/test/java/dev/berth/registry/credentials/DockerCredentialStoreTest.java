package dev.berth.registry.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.host.RegistryHost;
import dev.berth.testing.DocumentReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerCredentialStoreTest {
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "se:cret");

    @TempDir Path folder;

    private Optional<RegistryCredentials> find(String domain) throws Exception {
        return new DockerCredentialStore(folder, folder.toString()).find(RegistryHost.of(domain));
    }

    private void config(String json) throws Exception {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private void helper(String name, String script) throws Exception {
        Path file = Files.writeString(folder.resolve("docker-credential-" + name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isNotThereWithoutAFile() throws Exception {
        assertEquals(Optional.empty(), find("x.example"));
    }

    @Test
    void isNameAndPasswordInBase64() throws Exception {
        config("{\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNlOmNyZXQ=\"}}}");

        assertEquals(Optional.of(ADA), find("x.example"));
        assertEquals(Optional.empty(), find("y.example"));
        assertEquals(Optional.empty(), find("x.example:5000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://x.example", "http://x.example/v1/", "x.example/v2"})
    void mayStandUnderAnOldUrl(String key) throws Exception {
        config("{\"auths\":{\"%s\":{\"auth\":\"YWRhOnNlOmNyZXQ=\"}}}".formatted(key));

        assertEquals(Optional.of(ADA), find("x.example"));
    }

    @Test
    void toTheHubStandsUnderItsOldName() throws Exception {
        config("{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"YWRhOnNlOmNyZXQ=\"}}}");

        assertEquals(Optional.of(ADA), find("docker.io"));
    }

    @Test
    void mayBeATokenInTheFile() throws Exception {
        config("{\"auths\":{\"x.example\":{\"identitytoken\":\"i\",\"registrytoken\":\"r\"}}}");

        assertEquals("i", find("x.example").orElseThrow().identityToken());
        assertEquals("r", find("x.example").orElseThrow().registryToken());
    }

    @Test
    void thatIsEmptyIsNone() throws Exception {
        config("{\"auths\":{\"x.example\":{}}}");

        assertEquals(Optional.empty(), find("x.example"));
    }

    @Test
    void mayBeATokenFromAHelper() throws Exception {
        helper("t", "#!/bin/sh\necho '{\"Username\":\"<token>\",\"Secret\":\"i\"}'\n");
        config("{\"credsStore\":\"t\"}");

        assertEquals(
                Optional.of(RegistryCredentials.of("", "").withIdentityToken("i")),
                find("x.example"));
    }

    @Test
    void isAskedOfTheHelperForThisRegistryFirst() throws Exception {
        helper("own", "#!/bin/sh\necho '{\"Username\":\"ada\",\"Secret\":\"se:cret\"}'\n");
        helper("all", "#!/bin/sh\nexit 9\n");
        config("{\"credHelpers\":{\"x.example\":\"own\"},\"credsStore\":\"all\"}");

        assertEquals(Optional.of(ADA), find("x.example"));
    }

    @Test
    void isLookedForInTheFileWhenTheHelperHasNone() throws Exception {
        helper("none", "#!/bin/sh\necho 'credentials not found in native keychain'\nexit 1\n");
        config(
                "{\"credsStore\":\"none\","
                        + "\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNlOmNyZXQ=\"}}}");

        assertEquals(Optional.of(ADA), find("x.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\":{\"x.example\":{\"auth\":\"top-secret!\"}}}",
                "{\"top-secret\":",
                "{\"auths\":{\"x.example\":{\"auth\":\"dG9wLXNlY3JldA==\"}}}",
                "{\"auths\":{\"x.example\":{\"auth\":\"OnRvcC1zZWNyZXQ=\"}}}",
                "{\"auths\":{\"x.example\":{\"password\":[\"top-secret\"]}}}",
                "{\"auths\":{\"x.example\":\"top-secret\"}}",
                "{\"auths\":[\"top-secret\"]}",
                "{\"credHelpers\":\"top-secret\"}",
                "{\"credsStore\":[\"top-secret\"]}",
                "[\"top-secret\"]",
                "{\"credsStore\":\"not-installed\"}",
                "{\"credsStore\":\"../../bin/sh\"}"
            })
    void thatCannotBeReadIsAnErrorWithoutWhatItSays(String json) throws Exception {
        config(json);

        RegistryException error = assertThrows(RegistryException.class, () -> find("x.example"));
        assertEquals(RegistryException.Reason.UNAUTHORIZED, error.reason());
        String file = folder.resolve("config.json").toString();
        assertTrue(error.getMessage().contains(file), error.getMessage());
        assertFalse(error.getMessage().contains("top-secret"), error.getMessage());
    }

    /** Go finds a field in any case; its decoder reads one value, and nothing behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Username\":\"ada\",\"Secret\":\"se:cret\"}",
                "{\"username\":\"ada\",\"secret\":\"se:cret\"}",
                "{\"ServerURL\":7,\"USERNAME\":\"ada\",\"SECRET\":\"se:cret\"} and more"
            })
    void mayBeWrittenByAHelperAsItLikes(String output) throws Exception {
        helper("own", "#!/bin/sh\necho '%s'\n".formatted(output));
        config("{\"CredHelpers\":{\"x.example\":\"own\"}}");

        assertEquals(Optional.of(ADA), find("x.example"));
    }

    /** As some helpers say that they have none. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"Username\":\"\",\"Secret\":\"\"}"})
    void isNoneFromAHelperWithoutASecret(String output) throws Exception {
        helper("own", "#!/bin/sh\necho '%s'\n".formatted(output));
        config("{\"credsstore\":\"own\"}");

        assertEquals(Optional.empty(), find("x.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNl\\r\\nOmNyZXQ=\"}}}",
                "{\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNlOmNyZXQAAA==\"}}}",
                "{\"Auths\":{\"x.example\":{\"Auth\":\"YWRhOnNlOmNyZXQ=\"}}}",
                "{\"AUTHS\":{\"x.example\":{\"Username\":\"ada\",\"PASSWORD\":\"se:cret\"}}}",
                "{\"credsStore\":\"not-installed\",\"credHelpers\":{\"x.example\":\"\"},"
                        + "\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNlOmNyZXQ=\"}}}"
            })
    void isReadAsTheDockerCommandReadsIt(String json) throws Exception {
        config(json);

        assertEquals(Optional.of(ADA), find("x.example"));
    }

    @Test
    void isNotWaitedForForEver() throws Exception {
        helper("slow", "#!/bin/sh\nsleep 60\n");
        CredentialHelper slow =
                new CredentialHelper("slow", folder.toString(), Duration.ofMillis(100));

        IOException error = assertThrows(IOException.class, () -> slow.get("x.example"));

        assertTrue(error.getMessage().contains("did not end within 100 ms"));
    }

    @Test
    void isNotTakenFromAHelperThatTalksNonsense() throws Exception {
        helper("mad", "#!/bin/sh\necho top-secret\n");
        CredentialHelper mad =
                new CredentialHelper("mad", folder.toString(), Duration.ofSeconds(10));

        IOException error = assertThrows(IOException.class, () -> mad.get("x.example"));

        assertEquals("docker-credential-mad did not answer with JSON", error.getMessage());
    }

    @Test
    void isToldOfEachMistakeOfAHelperInWordsForUsers() throws Exception {
        CredentialHelper odd = new CredentialHelper("odd", "", Duration.ZERO);
        DocumentReaderContract.assertKept(
                "{\"Username\":\"ada\",\"Secret\":\"s\"}", IOException.class, odd::credentials);
    }

    @Test
    void endsWithTheWaitForItsHelper() throws Exception {
        helper("long", "#!/bin/sh\nexec sleep 60\n");
        CredentialHelper helper =
                new CredentialHelper("long", folder.toString(), Duration.ofSeconds(50));

        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> helper.get("x.example"));
    }

    @Test
    void isToldOfInTheFirstWordsOfAHelperThatFails() throws Exception {
        helper("locked", "#!/bin/sh\nprintf 'keychain is \\033[2Jlocked\\nmore\\n'\nexit 1\n");
        config("{\"credsStore\":\"locked\"}");

        String message =
                assertThrows(RegistryException.class, () -> find("x.example")).getMessage();
        assertTrue(
                message.contains("exit code 1: keychain is \\u001b[2Jlocked; mend that"), message);
    }

    @Test
    void isToldOfWithoutTheCredentialsOfAHelperThatFailsAfterThem() throws Exception {
        helper("late", "#!/bin/sh\necho '{\"Username\":\"ada\",\"Secret\":\"s3\"}'\nexit 1\n");
        config("{\"credsStore\":\"late\"}");

        String message =
                assertThrows(RegistryException.class, () -> find("x.example")).getMessage();
        assertTrue(message.contains("exit code 1; mend that"), message);
    }

    @Test
    void isToldOfInABoundedNumberOfWords() throws Exception {
        helper("long", "#!/bin/sh\nhead -c 60000 /dev/zero | tr '\\0' x\nexit 1\n");
        config("{\"credsStore\":\"long\"}");

        assertTrue(
                assertThrows(RegistryException.class, () -> find("x.example")).getMessage().length()
                        < 500);
    }

    @Test
    void tellsEachMistakeOfItsFileInWordsForUsers() throws Exception {
        DocumentReaderContract.assertKept(
                "{\"auths\":{\"x.example\":{\"auth\":\"YWRhOnNlOmNyZXQ=\","
                        + "\"identitytoken\":\"i\"}},\"credHelpers\":{\"y.example\":\"h\"},"
                        + "\"credsStore\":\"\"}",
                RegistryException.class,
                document -> {
                    Files.write(folder.resolve("config.json"), document);
                    find("x.example");
                });
    }
}
