package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.parts.ConsoleExample;
import dev.berth.itest.parts.DemoRun;
import dev.berth.itest.parts.PluginSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the README shows is what a reader sees who types the same. Not typed are {@code ./berth
 * test}, which runs this, {@code ./berth package}, which {@link APackageIT} does, and of {@code
 * ./berth demo} what builds and installs.
 */
class ReadmeExamplesIT extends TypedExamples {
    private static final String README = "README.md";
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z-]*");

    @Test
    void showsTheDemo() throws Exception {
        PrintedLines.of(DemoRun.output())
                .assertShown(ConsoleExample.of(README).get(0).lines(), "./berth demo");
    }

    @Test
    void showsTheDockerCommand() throws Exception {
        Path built = console.folder().resolve("examples/volume-plugin/target/plugin");
        Files.createDirectories(built.getParent());
        Files.move(PluginSource.volume().folder(), built);
        List<ConsoleExample> examples = ConsoleExample.of(README);
        ConsoleExample layout = examples.get(2);

        ConsoleExample.Step start = layout.steps().get(0);
        console.run(new ConsoleExample(List.of(start.showing(readyLine()))));
        console.run(examples.get(1));
        console.run(
                new ConsoleExample(
                        List.of(
                                ConsoleExample.Step.of(
                                        "docker plugin create acme/vol:1"
                                                + " examples/volume-plugin/target/plugin",
                                        "acme/vol:1"),
                                ConsoleExample.Step.of("docker plugin push acme/vol:1"),
                                ConsoleExample.Step.of("docker plugin rm acme/vol:1"))));
        console.run(layout);
    }

    @Test
    void namesOptionsThatThereAre() throws Exception {
        String usage = lines("./berth start [", "./berth shell [");
        Set<String> unknown = options(usage);
        assertTrue(unknown.contains("--layout"), unknown.toString());
        unknown.removeAll(options(console.printed("berth start --help")));

        assertEquals(Set.of(), unknown);
    }

    private static List<String> readyLine() throws Exception {
        return List.of(lines("Berth 0", "```").strip());
    }

    /** Returns the README's lines from one that begins so to one that does. */
    private static String lines(String first, String end) throws Exception {
        return Files.readAllLines(Path.of(System.getProperty("berth.checkout"), README)).stream()
                .dropWhile(line -> !line.startsWith(first))
                .takeWhile(line -> !line.startsWith(end))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
