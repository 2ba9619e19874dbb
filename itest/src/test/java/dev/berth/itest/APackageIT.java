package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code .deb} and the {@code tar.gz} of {@code ./berth package}, in a root of their own, which
 * is an overlay over this machine's.
 */
class APackageIT {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("berth.checkout")).toAbsolutePath().normalize();
    private static final Path SCRIPTS = CHECKOUT.resolve("itest/src/test/resources/package");

    @TempDir private Path folder;

    @Test
    void hasScriptsThatTheShellsRead() throws Exception {
        Path source = CHECKOUT.resolve("dist/src/main/package");
        for (String script : List.of("postinst", "prerm", "postrm")) {
            Programs.run("sh", "-n", source.resolve("deb/" + script).toString());
        }
        Programs.run("bash", "-n", CHECKOUT.resolve("scripts/package.sh").toString());
        Programs.run("bash", "-n", source.resolve("completion.bash").toString());
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void isInstalledUsedUpgradedRemovedAndPurged() throws Exception {
        TestBed.up();
        Files.copy(deb(packages("one")), folder.resolve("berth.deb"));
        Programs.run(
                "cp",
                "-a",
                PluginSource.example().folder().toString(),
                folder.resolve("plugin").toString());
        String said = inARootOfItsOwn("life.sh");
        assertTrue(said.endsWith("== done\n"), said);
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void isTheSameBytesEachTime() throws Exception {
        assertEquals(-1, Files.mismatch(deb(packages("one")), deb(packages("two"))));
        assertEquals(-1, Files.mismatch(tar("one"), tar("two")));
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void withAJavaInsideStartsWhereThereIsNone() throws Exception {
        Files.copy(deb(packages("one", "--jlink")), folder.resolve("berth.deb"));
        String said = inARootOfItsOwn("without-java.sh");
        assertTrue(said.endsWith("== done\n"), said);
    }

    private Path packages(String name, String... options) throws Exception {
        Path to = folder.resolve(name);
        ProcessBuilder builder = new ProcessBuilder(CHECKOUT.resolve("berth").toString());
        builder.command().add("package");
        builder.command().addAll(List.of(options));
        builder.command().add(to.toString());
        builder.environment().put("DEB_COMPRESSION", "gzip");
        Programs.run(builder);
        return to;
    }

    private static Path deb(Path packages) throws IOException {
        try (var found = Files.newDirectoryStream(packages, "*.deb")) {
            return found.iterator().next();
        }
    }

    private Path tar(String name) throws IOException {
        try (var found = Files.newDirectoryStream(folder.resolve(name), "*.tar.gz")) {
            return found.iterator().next();
        }
    }

    private String inARootOfItsOwn(String script) throws Exception {
        Files.copy(SCRIPTS.resolve(script), folder.resolve(script));
        return Programs.run(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "bash",
                SCRIPTS.resolve("root.sh").toString(),
                folder.toString(),
                "/mnt/" + script);
    }
}
