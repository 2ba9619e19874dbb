package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.testing.plugin.ProbeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a plugin may do under Berth and under a real dockerd, and what a container may: a probe in
 * each finds out, and the table in {@code docs/security.md} has it. No one of them has asked for a
 * privilege. What is expected is expected of Berth; the two other columns are for the reader, and
 * are made in the long form only: without a limit the probe makes 3,000 processes in each.
 */
@Timeout(300)
class ProbeIT {
    private static final Path DOCUMENT = Path.of(System.getProperty("berth.security"));
    private static final Path MADE = Path.of(System.getProperty("berth.probe"));
    private static final String BEGIN = "<!-- probe: made by ProbeIT -->";
    private static final String END = "<!-- end of probe -->";

    /** dockerd waits 12 s for a socket, and the probe takes longer on a loaded machine. */
    private static final String GIVEN_UP = "p.sock: connect: no such file or directory";

    /** What it prints goes to a file; then it is a plugin as any other. */
    private static final String PROBE =
            "open(STDOUT, '>', '/report/%s') or die $!; do '/probe'; close(STDOUT);";

    private static final String CONFIG =
            """
            {"entrypoint":["/perl","-e","%s do '/listen'"],
             "interface":{"types":["docker.dummy/1.0"],"socket":"p.sock"},"network":{"type":"none"},
             "mounts":[{"source":"%s","destination":"/report","type":"bind","options":["rbind"]}]}
            """;

    private TestEnvironment machines;
    private Path reports;

    @BeforeEach
    void start() throws Exception {
        machines = new TestEnvironment();
        reports = Files.createDirectory(machines.folder().resolve("reports"));
    }

    @AfterEach
    void stop() throws Exception {
        machines.close();
    }

    @Test
    void reportsWhatTheDocumentHas() throws Exception {
        Map<String, String> berth = ofPlugin("berth", machines.berthSocket());
        boolean all = Boolean.getBoolean("berth.long");
        Map<String, String> dockerd = all ? ofPlugin("dockerd", machines.dockerSocket()) : Map.of();
        Map<String, String> container = all ? ofContainer() : Map.of();
        StringBuilder table = new StringBuilder();
        table.append("| | plugin of Berth | plugin of dockerd | container of dockerd |\n");
        table.append("| --- | --- | --- | --- |\n");
        berth.forEach(
                (name, result) ->
                        table.append(
                                "| %s | %s | %s | %s |%n"
                                        .formatted(
                                                name,
                                                result,
                                                dockerd.getOrDefault(name, "not known"),
                                                container.getOrDefault(name, "not known"))));
        Files.writeString(MADE, table);
        documented().forEach((name, result) -> assertEquals(result, berth.get(name), name));
    }

    private Map<String, String> ofPlugin(String name, Path socket) throws Exception {
        Docker docker = docker(socket);
        Path plugin =
                CreatedPlugins.plugin(
                        machines.folder(),
                        name + "-probe",
                        CONFIG.formatted(PROBE.formatted(name), reports));
        fill(plugin.resolve("rootfs"));
        succeeds(docker.run("plugin", "create", "probe", plugin.toString()));
        Outcome enabled = docker.run("plugin", "enable", "probe");
        if (name.equals("dockerd") && enabled.output().contains(GIVEN_UP)) {
            return Map.of();
        }
        succeeds(enabled);
        succeeds(docker.run("plugin", "disable", "probe"));
        return read(name);
    }

    private Map<String, String> ofContainer() throws Exception {
        Docker docker = docker(machines.dockerSocket());
        Path rootfs = Files.createDirectories(machines.folder().resolve("container"));
        fill(rootfs);
        Path tar = machines.folder().resolve("container.tar");
        new ProcessBuilder("tar", "-C", rootfs.toString(), "-cf", tar.toString(), ".")
                .inheritIO()
                .start()
                .waitFor();
        succeeds(docker.run("import", tar.toString(), "probe"));
        succeeds(
                docker.run(
                        "run",
                        "--rm",
                        "--network=none",
                        "--volume=" + reports + ":/report",
                        "probe",
                        "/perl",
                        "-e",
                        PROBE.formatted("container")));
        return read("container");
    }

    private Docker docker(Path socket) throws IOException {
        return new Docker(Docker.programs().get(0), socket, machines.folder());
    }

    private static void fill(Path rootfs) throws IOException {
        MinimalRootfs.into(rootfs);
        Files.createDirectory(rootfs.resolve("tmp"));
        Files.createDirectory(rootfs.resolve("report"));
        Files.writeString(rootfs.resolve("probe"), ProbeScript.text());
    }

    private static void succeeds(Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome.output());
    }

    private Map<String, String> read(String name) throws IOException {
        Map<String, String> report = new LinkedHashMap<>();
        for (String line : Files.readAllLines(reports.resolve(name))) {
            int colon = line.lastIndexOf(": ");
            report.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return report;
    }

    /** Returns what the document says of Berth, but for what each host decides. */
    private static Map<String, String> documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        Map<String, String> documented = new LinkedHashMap<>();
        text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END))
                .strip()
                .lines()
                .skip(2)
                .map(line -> line.split(" *\\| *"))
                .filter(
                        cells ->
                                !cells[1].matches(
                                        "hostname|Max .*|writing /sys.*|.*sysrq.*|.*kcore"))
                .forEach(cells -> documented.put(cells[1], cells[2]));
        return documented;
    }
}
