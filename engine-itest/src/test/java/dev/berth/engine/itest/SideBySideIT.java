package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same script drives a real dockerd and Berth: what differs is meant to, in just this way. */
@Timeout(600)
class SideBySideIT {
    /** What a docker command is used for, in this order. */
    static final List<String> COMMANDS =
            List.of("showing", "settings", "lifecycle", "registry", "around");

    static final List<String> ALL =
            Stream.concat(COMMANDS.stream(), Stream.of("requests")).toList();

    private static final ComparisonTable TABLE = new ComparisonTable();
    private static ExecutorService both;
    private static TestEnvironment machines;
    private static Path plugins;

    @BeforeAll
    static void start() throws Exception {
        // Anew for each run: a test that failed is tried once more.
        both = Executors.newFixedThreadPool(2);
        machines = new TestEnvironment();
        plugins = CreatedPlugins.write(machines.folder().resolve("plugins"));
    }

    @AfterAll
    static void stop() throws Exception {
        both.shutdownNow();
        TABLE.write(Path.of(System.getProperty("berth.table")));
        if (machines != null) {
            machines.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.berth.engine.support.Docker#clients")
    void aDockerClientSeesTheSame(Path program) throws Exception {
        differOnlyWhereTheyShould(program, version(program), COMMANDS);
    }

    @Test
    void aPlainRequestIsAnsweredTheSame() throws Exception {
        differOnlyWhereTheyShould(Docker.programs().get(0), "none", List.of("requests"));
    }

    private static void differOnlyWhereTheyShould(Path program, String client, List<String> scripts)
            throws Exception {
        List<String> wrong = new ArrayList<>();
        try (TestedEngine dockerd = engine(program, machines.dockerSocket(), client, "d", "b");
                TestedEngine berth = engine(program, machines.berthSocket(), client, "b", "d")) {
            for (Row row : Script.rows(scripts)) {
                RowResult result = ask(row, client, dockerd, berth);
                TABLE.add(result);
                if (!result.isRight()) {
                    wrong.add(result.difference());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    /** Both at the same time: neither knows of the other. */
    private static RowResult ask(Row row, String client, TestedEngine dockerd, TestedEngine berth)
            throws Exception {
        var ofDocker = both.submit(() -> dockerd.ask(row));
        var ofBerth = both.submit(() -> berth.ask(row));
        ReplyWait patience = new ReplyWait(machines, row);
        return new RowResult(row, client, patience.get(ofDocker), patience.get(ofBerth));
    }

    private static TestedEngine engine(
            Path program, Path socket, String client, String own, String other) throws IOException {
        Path folder = Files.createDirectories(machines.folder().resolve(own + client));
        Map<String, String> places = new LinkedHashMap<>();
        places.put("REPO", "of-" + own + client);
        places.put("R", machines.registry() + "/of-" + own + client);
        places.put("OTHER", machines.registry() + "/of-" + other + client);
        places.put("LOCKED", machines.lockedRegistry());
        places.put("HOST", machines.registry());
        places.put("D", plugins.toString());
        places.put("SOCKET", socket.toString());
        places.put("CONFIG", folder.toString());
        return new TestedEngine(
                socket, new Docker(program, socket, folder), new PathMask(socket, folder, places));
    }

    /** Returns a client's version as far as scripts need it, {@code 28}. */
    private static String version(Path program) throws Exception {
        Path none = machines.folder();
        String line = new Docker(program, none, none).run("--version").output();
        return line.replaceFirst("(?s).*?version (\\d+).*", "$1");
    }
}
