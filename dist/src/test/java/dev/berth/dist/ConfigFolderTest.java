package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
    private static final Map<String, Map<String, Object>> OPTIONS =
            Map.of("dev.berth.core", Map.of("root", "/r"));

    @TempDir private Path folder;

    @Test
    void addsWhatNoOptionSays() throws IOException, LaunchException {
        write("dev.berth.core.cfg", "# a comment\nhealth.probe = http\n");
        write("dev.berth.authz.cfg", "plugins=a,\\\n  b\n");
        write("dev.berth.plugin-sshfs.cfg", "reference=vieux/sshfs\n");
        write("dev.berth.core.cfg.dpkg-old", "health.probe=none\n");
        write("daemon.json", "{}");
        assertEquals(
                Map.of(
                        "dev.berth.core", Map.of("root", "/r", "health.probe", "http"),
                        "dev.berth.authz", Map.of("plugins", "a,b"),
                        "dev.berth.plugin~sshfs", Map.of("reference", "vieux/sshfs")),
                new ConfigFolder(folder).over(OPTIONS));
    }

    @Test
    void refusesWhatAnOptionSays() throws IOException {
        write("dev.berth.core.cfg", "root=/elsewhere\n");
        assertEquals(
                folder
                        + "/dev.berth.core.cfg: root is what an option of berth start says: use"
                        + " that, or its key in the --config-file",
                failure());
    }

    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        write("dev.berth.core.cfg", "health.method=\\u00zz\n");
        assertEquals(
                folder + "/dev.berth.core.cfg cannot be read: Malformed \\uxxxx encoding.",
                failure());
    }

    @Test
    void refusesAFileWithoutAnEnd() throws IOException {
        write("dev.berth.core.cfg", "#".repeat((1 << 20) + 1));
        assertEquals(
                folder + "/dev.berth.core.cfg cannot be read: it has more than 1048576 bytes",
                failure());
    }

    @Test
    void namesTheFolderThatIsNotThere() {
        Path absent = folder.resolve("absent");
        assertEquals(
                "--config-dir %s cannot be read: java.nio.file.NoSuchFileException: %s"
                        .formatted(absent, absent),
                assertThrows(LaunchException.class, () -> new ConfigFolder(absent).over(OPTIONS))
                        .getMessage());
    }

    @Test
    void aFileThatIsGoneIsAConfigurationThatIsDeleted() {
        Map<String, Map<String, Object>> expected = new HashMap<>(OPTIONS);
        expected.put("dev.berth.authz", null);
        assertEquals(
                expected, ConfigReload.withDeleted(Map.of("dev.berth.authz", Map.of()), OPTIONS));
    }

    private String failure() {
        return assertThrows(LaunchException.class, () -> new ConfigFolder(folder).over(OPTIONS))
                .getMessage();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
