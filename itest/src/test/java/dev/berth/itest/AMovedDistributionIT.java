package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A distribution that was prepared and then moved, copied or changed prints nothing of the JVM's,
 * and {@code prepare} makes its class-data archive anew.
 */
class AMovedDistributionIT {
    /**
     * What the JVM's log says of a JDK's class that its own archive does not have. Of Berth's
     * classes Java 17 takes none from an archive where the path has a space.
     */
    private static final String ARCHIVED =
            "java.lang.ProcessEnvironment source: shared objects file";

    @TempDir Path top;
    private Path first;

    @BeforeEach
    void prepared() throws Exception {
        first = copied(Path.of(System.getProperty("berth.dist")), "first");
        Programs.run("find", first.toString(), "-name", "classes-*", "-delete");
        assertFalse(isArchiveUsed(first));
        assertSilent(first);
        assertEquals("", berth(first, "", "prepare"));
        assertTrue(isArchiveUsed(first));
        assertHasTheClassesOfAPush(archive(first));
        assertSilent(first);
    }

    @Test
    void isSilentAndPreparedAnewWhenItIsCopiedUpdatedOrMoved() throws Exception {
        silentAndPreparedAnew(copied(first, "second"));
        assertTrue(isArchiveUsed(first));

        String launcher = first.resolve("lib/dev.berth.dist.jar").toString();
        Programs.run("touch", "-d", "2020-01-01", launcher);
        silentAndPreparedAnew(first);

        silentAndPreparedAnew(Files.move(first, top.resolve("a moved one")));
    }

    /** What a push to a registry needs first, of Berth and of the JDK. */
    private static void assertHasTheClassesOfAPush(Path archive) throws IOException {
        String names = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
        assertTrue(names.contains("dev/berth/registry/push/BlobUpload"));
        assertTrue(names.contains("jdk/internal/net/http/Http1Exchange"));
    }

    private static Path archive(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(f -> f.toString().endsWith(".jsa")).findFirst().orElseThrow();
        }
    }

    private static void silentAndPreparedAnew(Path home) throws Exception {
        assertFalse(isArchiveUsed(home));
        assertSilent(home);
        assertEquals("", berth(home, "", "prepare"));
        assertTrue(isArchiveUsed(home));
        assertSilent(home);
    }

    private static void assertSilent(Path home) throws Exception {
        List<String> lines = berth(home, "", "--version").lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("Berth version "), lines.toString());
    }

    private static boolean isArchiveUsed(Path home) throws Exception {
        return berth(home, "-Xlog:class+load", "--version").contains(ARCHIVED);
    }

    private static String berth(Path home, String javaOptions, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/berth").toString(), command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", javaOptions);
        return Programs.run(builder);
    }

    private Path copied(Path home, String name) throws IOException, InterruptedException {
        Path copy = top.resolve(name);
        Programs.run("cp", "-a", home.toString(), copy.toString());
        return copy;
    }
}
