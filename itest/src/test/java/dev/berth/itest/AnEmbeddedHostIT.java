package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code examples/embedded-host} in a process of its own, as {@code docs/embedding.md} has it. */
class AnEmbeddedHostIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final Path HOST = CHECKOUT.resolve("examples/embedded-host/target/host");

    /** A row of the table of what is missing: a bundle, and what is said without it. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9.-]+)` \\| .* \\| `([^`]+)` \\|");

    private static PluginReference volume;

    private record Outcome(int exit, String output) {}

    @BeforeAll
    static void theRegistryHasAVolumePlugin() throws Exception {
        TestBed.up();
        try (EmbeddedEngine engine = EmbeddedEngine.start(EngineFolders.fresh(), false)) {
            volume =
                    new PluginsInTheRegistry(engine.manager())
                            .published("berth/volume", PluginSource.volume());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"felix", "equinox"})
    void usesAPluginThroughItsService(String framework) throws Exception {
        Outcome outcome = run(framework, HOST.resolve("bundles"), 30_000);
        assertEquals(0, outcome.exit(), outcome.output());
        assertTrue(
                outcome.output().endsWith("granted capabilities [CAP_SYS_ADMIN]\nvolume demo\n"),
                outcome.output());
    }

    @ParameterizedTest
    @MethodSource("rows")
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void saysWhatIsMissing(String bundle, String words) throws Exception {
        Path some = Files.createTempDirectory(TestBed.folder(), "bundles");
        for (Path jar : jars(HOST.resolve("bundles"), name -> !name.startsWith(bundle + "-"))) {
            Files.createLink(some.resolve(jar.getFileName()), jar);
        }
        Outcome outcome = run("felix", some, 10_000);
        assertEquals(1, outcome.exit(), outcome.output());
        assertTrue(outcome.output().contains(words), outcome.output());
    }

    @Test
    void hasNoBundleThatItsDocumentDoesNotName() throws Exception {
        assertEquals(
                jars(HOST.resolve("bundles"), name -> true).stream()
                        .map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", ""))
                        .toList(),
                rows().map(row -> row[0]).sorted().toList());
    }

    static Stream<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(CHECKOUT.resolve("docs/embedding.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new String[] {row.group(1), row.group(2)});
            }
        }
        return rows.stream();
    }

    private static List<Path> jars(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static Outcome run(String framework, Path bundles, long waitMillis) throws Exception {
        List<Path> classPath =
                new ArrayList<>(
                        jars(HOST.resolve("lib"), name -> !name.contains("felix.framework")));
        classPath.addAll(jars(HOST.resolveSibling(""), name -> name.endsWith("SNAPSHOT.jar")));
        classPath.addAll(
                framework.equals("felix")
                        ? jars(HOST.resolve("lib"), name -> name.contains("felix.framework"))
                        : jars(Path.of(System.getProperty("berth.equinox")), name -> true));
        EngineFolders folders = EngineFolders.fresh();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dwait=" + waitMillis,
                                "-cp",
                                classPath.stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(":")),
                                "dev.berth.example.embeddedhost.EmbeddedHost",
                                bundles.toString(),
                                folders.base().toString(),
                                TestBed.containerd().toString(),
                                volume.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
