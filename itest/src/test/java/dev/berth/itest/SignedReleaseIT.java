package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code scripts/release.sh} into a folder, of one bundle, signed by GnuPG with a key that is made
 * for it; in a copy of the sources, since it builds what other tests have on their class path.
 */
@EnabledIfSystemProperty(named = "berth.long", matches = "true")
class SignedReleaseIT {
    private static final String LIMIT_SECONDS = "900";
    private static final String OWNER = "release@berth.invalid";
    private static final Set<String> KINDS =
            Set.of(
                    ".pom",
                    ".jar",
                    "-sources.jar",
                    "-javadoc.jar",
                    "-cyclonedx.json",
                    "-cyclonedx.xml");

    private Path folder;
    private Path keys;
    private Path repository;

    @BeforeEach
    void makeAKeyAndCopyTheSources() throws Exception {
        folder = Files.createTempDirectory("release");
        repository = folder.resolve("repository");
        // Its mode is 0700, as GnuPG wants it; short, since there is a socket in it.
        keys = Files.createTempDirectory("gpg");
        gpg("--passphrase", "", "--quick-gen-key", OWNER, "ed25519", "sign", "never");
        Programs.run(
                "bash",
                "-euc",
                "tar -C \"$1\" --exclude=target --exclude=.git -c . | tar -x -C \"$2\"",
                "copy",
                System.getProperty("berth.checkout"),
                Files.createDirectory(folder.resolve("sources")).toString());
    }

    @AfterEach
    void endTheAgent() throws Exception {
        Programs.run("gpgconf", "--homedir", keys.toString(), "--kill", "all");
        TestFolders.delete(keys);
        TestFolders.delete(folder);
    }

    @Test
    void hasASignatureAndChecksumsOfEachFile() throws Exception {
        release();

        List<Path> files = released();
        assertEquals(KINDS, kinds(files, "dev.berth.api"));
        assertEquals(
                Set.of(".pom", "-cyclonedx.json", "-cyclonedx.xml"),
                kinds(files, "dev.berth.parent"));
        for (Path file : files) {
            gpg("--verify", file + ".asc", file.toString());
            assertEquals(hash("MD5", file), Files.readString(Path.of(file + ".md5")));
            assertEquals(hash("SHA-1", file), Files.readString(Path.of(file + ".sha1")));
        }

        Path changed = files.get(0);
        Files.writeString(changed, "something else");
        assertThrows(
                IOException.class, () -> gpg("--verify", changed + ".asc", changed.toString()));
    }

    private void release() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("timeout", LIMIT_SECONDS));
        command.add(folder.resolve("sources/scripts/release.sh").toString());
        command.addAll(List.of(repository.toString(), "--only", "dev.berth.api", "-q"));
        command.add("-Dgpg.keyname=" + OWNER);
        String local = System.getProperty("maven.repo.local");
        if (local != null) {
            command.add("-Dmaven.repo.local=" + local);
        }
        ProcessBuilder release = new ProcessBuilder(command);
        release.environment().put("GNUPGHOME", keys.toString());
        release.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Programs.run(release);
    }

    private void gpg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--homedir"));
        command.add(keys.toString());
        command.addAll(List.of(arguments));
        Programs.run(new ProcessBuilder(command));
    }

    /** Returns what the repository has, but for signatures, checksums and its own lists. */
    private List<Path> released() throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(asc|md5|sha1)"))
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns what stands behind an artifact's name and version, which may have a time in it. */
    private static Set<String> kinds(List<Path> files, String artifact) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(artifact + "-"))
                .map(
                        name ->
                                name.replaceFirst(
                                        "^[a-z.]+-[\\d.]+(-SNAPSHOT|-\\d+\\.\\d+-\\d+)?", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String hash(String algorithm, Path file) throws Exception {
        byte[] hash = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(hash);
    }
}
