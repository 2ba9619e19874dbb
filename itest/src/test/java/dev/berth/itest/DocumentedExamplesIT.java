package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.itest.parts.ConsoleExample;
import dev.berth.itest.parts.PluginSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What documents show is what a reader sees who types the same, from the first page to the last.
 */
class DocumentedExamplesIT extends TypedExamples {

    private static final String CREATE =
            "curl -s --unix-socket \"$(find /run/berth -name volume.sock)\""
                    + " -d '{\"Name\":\"backup\"}' http://plugin/VolumeDriver.Create";

    /** After which the shell has heard of the death, too. */
    private static final String AWAIT_RESTART =
            "mkfifo said; docker events --since 10m --filter event=restart >said &"
                    + " read -r line <said; kill $!";

    @Test
    void areWhatAReaderSees() throws Exception {
        Files.move(PluginSource.example().folder(), console.folder().resolve("plugin"));
        runAll(ConsoleExample.of("docs/plugin-author.md"));

        List<ConsoleExample> wanted = ConsoleExample.of("docs/desired-state.md");
        console.run(wanted.get(0));
        Path document = console.folder().resolve("plugins.yml");
        Files.writeString(
                console.folder().resolve("wrong.yml"),
                Files.readString(document).replace("privileges", "privilege"));
        console.run(wanted.get(1));

        // The first is of the package, see APackageIT.
        List<ConsoleExample> operating = ConsoleExample.of("docs/operating.md");
        runAll(operating.subList(1, operating.size()));
    }

    /** Not typed is {@code plugin:logs -f}, which ends by Ctrl-C: {@code LogsCommandTest}. */
    @Test
    void areWhatAReaderOfMonitoringSees() throws Exception {
        Files.move(PluginSource.example().folder(), console.folder().resolve("plugin"));
        Files.move(PluginSource.misbehaving().folder(), console.folder().resolve("crashing"));
        List<ConsoleExample> monitoring = ConsoleExample.of("docs/monitoring.md");
        ConsoleExample logs = monitoring.get(0).without("plugin:logs -f demo/vol");
        ConsoleExample metrics = monitoring.get(1);
        ConsoleExample events = monitoring.get(2);

        String printed =
                console.runInOneShell(
                        Stream.of(
                                        created("plugin", "DEBUG=1"),
                                        List.of("! " + CREATE, "plugin:disable demo/vol"),
                                        ReadersConsole.script(logs),
                                        List.of("plugin:enable demo/vol"),
                                        ReadersConsole.script(metrics),
                                        List.of("plugin:disable demo/vol", "plugin:rm demo/vol"),
                                        created("crashing", "MISBEHAVIOUR=crash"),
                                        List.of("! " + CREATE + " || true", "! " + AWAIT_RESTART),
                                        ReadersConsole.script(events))
                                .flatMap(List::stream)
                                .toList());

        List<String> shown =
                Stream.of(logs, metrics, events)
                        .flatMap(example -> example.lines().stream())
                        .map(console::here)
                        .toList();
        PrintedLines.of(printed).assertShown(shown, "berth shell");
        assertEquals(documentedMetrics(), printedMetrics(printed));
    }

    private static List<String> created(String folder, String setting) {
        return List.of(
                "plugin:create --grant-all-permissions demo/vol " + folder,
                "plugin:set demo/vol " + setting,
                "plugin:enable demo/vol");
    }

    /** Returns the types by the names in the table: a row may have several, of one type. */
    private static Map<String, String> documentedMetrics() throws IOException {
        Map<String, String> types = new TreeMap<>();
        Path document = Path.of(System.getProperty("berth.checkout"), "docs/monitoring.md");
        for (String row : Files.readAllLines(document)) {
            if (row.startsWith("| `berth_")) {
                String[] cells = row.split(" *\\| *");
                String type = cells[2].replaceFirst(",.*", "");
                for (String name : cells[1].split(", ")) {
                    types.put(name.replace("`", ""), type);
                }
            }
        }
        return types;
    }

    private static Map<String, String> printedMetrics(String text) {
        Map<String, String> types = new TreeMap<>();
        Pattern.compile("(?m)^# TYPE (berth_\\S+) (\\S+)$")
                .matcher(text)
                .results()
                .forEach(type -> types.put(type.group(1), type.group(2)));
        return types;
    }

    private void runAll(List<ConsoleExample> examples) throws Exception {
        for (ConsoleExample example : examples) {
            console.run(example);
        }
    }
}
