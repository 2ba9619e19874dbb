package dev.berth.core.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.plugin.error.SettingNotSettableException;
import dev.berth.testing.HangingFileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretResolverTest {
    private final List<ConfiguredSecret> configured = new ArrayList<>();
    private final SecretResolver resolver = new SecretResolver(() -> configured);

    @Test
    void findsASecretByItsNameOrThatOfItsConfiguration() throws Exception {
        configured.add(TestSecret.of("dev.berth.secret~db", "", "hunter2"));
        configured.add(TestSecret.of("dev.berth.secret.7b1c", "key", "sesame"));
        assertEquals(
                Map.of("PASSWORD", "hunter2", "KEY", "sesame"),
                values(
                        Map.of(
                                "PASSWORD", configuration("db"),
                                "KEY", configuration("key"))));
    }

    @Test
    void namesTheReferenceThatLeadsNowhere() {
        assertEquals(refused("there is no configuration dev.berth.secret~db"), refusal("db"));
        configured.add(TestSecret.of("dev.berth.secret~db", "", "hunter2"));
        configured.add(TestSecret.of("dev.berth.secret~x", "db", "hunter3"));
        assertEquals(refused("2 configurations of dev.berth.secret have this name"), refusal("db"));
    }

    @Test
    void takesOnlyWhatAVariableCanHold() {
        configured.add(TestSecret.of("dev.berth.secret~empty", "", ""));
        configured.add(TestSecret.of("dev.berth.secret~long", "", "é".repeat(32_769)));
        configured.add(TestSecret.of("dev.berth.secret~nul", "", "hunter\0" + "2"));
        for (String name : List.of("empty", "long", "nul")) {
            assertFalse(refusal(name).contains("hunter"), name);
        }
    }

    @Test
    void saysThatAFileIsMissing() {
        assertEquals(
                "plugin p cannot be started: PASSWORD.file=/no/such/file cannot be used:"
                        + " /no does not exist",
                refusal(SecretReference.of("PASSWORD", SecretSource.FILE, "/no/such/file")));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForAHangingFileSystemOnlySoLong(@TempDir Path top) throws Exception {
        Path file = Files.createFile(top.resolve("db"));
        try (HangingFileSystem hanging = HangingFileSystem.mount(file)) {
            SecretReference reference =
                    SecretReference.of("PASSWORD", SecretSource.FILE, file.toString());
            PluginRuntimeException refusal =
                    assertThrows(
                            PluginRuntimeException.class,
                            () ->
                                    resolver.values(
                                            "p",
                                            Map.of("PASSWORD", reference),
                                            Duration.ofMillis(200)));
            assertEquals(
                    "plugin p cannot be started: PASSWORD.file=%1$s cannot be used: %1$s was not read"
                                    .formatted(file)
                            + " within 0.2 s: its file system hangs",
                    refusal.getMessage());
            hanging.hide();
        }
    }

    @Test
    void takesNoReferenceOutOfADamagedDocument() {
        for (SecretReference damaged :
                List.of(
                        new SecretReference(null, "db"),
                        new SecretReference(SecretSource.FILE, null),
                        new SecretReference(SecretSource.FILE, "a\nb"))) {
            assertEquals(
                    "plugin p cannot be started: its document has a damaged reference to the"
                            + " value of PASSWORD: set it anew",
                    refusal(damaged));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "./a",
                "/",
                "/a/../b",
                "/a//b",
                "/a/",
                "/a\nb",
                "/a\0",
                "/a\u202e",
                "file:/a"
            })
    void isNotGivenAFileByAnythingButItsPath(String path) {
        assertEquals(
                "\"PASSWORD.file\" must be the absolute path of a file, without .. or control"
                        + " characters",
                assertThrows(
                                SettingNotSettableException.class,
                                () -> SecretReference.of("PASSWORD", SecretSource.FILE, path))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "ä", "a\n", "$[secret:a]"})
    void isNotGivenAnOddName(String name) {
        assertThrows(SettingNotSettableException.class, () -> configuration(name));
    }

    private static SecretReference configuration(String name) {
        return SecretReference.of("PASSWORD", SecretSource.CONFIGURATION, name);
    }

    private static String refused(String why) {
        return "plugin p cannot be started: PASSWORD.secret=db cannot be used: " + why;
    }

    private String refusal(String name) {
        return refusal(configuration(name));
    }

    private String refusal(SecretReference reference) {
        return assertThrows(
                        PluginRuntimeException.class, () -> values(Map.of("PASSWORD", reference)))
                .getMessage();
    }

    private Map<String, String> values(Map<String, SecretReference> references)
            throws InterruptedException {
        return resolver.values("p", references, Duration.ofSeconds(20));
    }
}
