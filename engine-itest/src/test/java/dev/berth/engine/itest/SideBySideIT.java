package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.Docker;
import dev.berth.testing.DockerRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The same script drives a real dockerd and Berth: what differs is meant to, in just this way. Each
 * release of dockerd has a Berth of its own beside it, and its own docker command; they run at the
 * same time, because most of it is waiting.
 */
@Timeout(1200)
@Execution(ExecutionMode.CONCURRENT)
class SideBySideIT {
    /** What a docker command is used for, in this order. */
    static final List<String> COMMANDS =
            List.of("showing", "settings", "lifecycle", "registry", "around");

    static final List<String> REQUESTS = List.of("requests", "archives");

    static final List<String> ALL = Stream.of(COMMANDS, REQUESTS).flatMap(List::stream).toList();

    private static final ComparisonTable TABLE = new ComparisonTable();

    /** Ended when all have ended: a dockerd has folders where each other's are. */
    private static final Deque<SideBySide> RUNS = new ArrayDeque<>();

    @AfterAll
    static void end() throws Exception {
        TABLE.write(Path.of(System.getProperty("berth.table")));
        while (!RUNS.isEmpty()) {
            RUNS.pop().close();
        }
    }

    /** The oldest: dockerd 20.10 on Debian 12. */
    @Test
    void besideTheDockerdOfThisSystem() throws Exception {
        List<Path> clients = Docker.clients();
        boolean all = Boolean.getBoolean("berth.long");
        compare(
                DockerRelease.installed(),
                all ? clients : clients.subList(clients.size() - 1, clients.size()));
    }

    /** Debian 13 stays at dockerd 26.1.5. */
    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void besideTheDockerdOfDebianStable() throws Exception {
        compare("trixie");
    }

    @Test
    @EnabledIfSystemProperty(named = "berth.long", matches = "true")
    void besideTheNewestDockerd() throws Exception {
        compare("sid");
    }

    private static void compare(String suite) throws Exception {
        DockerRelease release = available(suite);
        compare(release, List.of(release.find("docker").orElseThrow()));
    }

    private static void compare(DockerRelease release, List<Path> clients) throws Exception {
        SideBySide run = start(release);
        for (Path client : clients) {
            run.drive(client, COMMANDS);
        }
        run.request(clients.get(0), REQUESTS);
        synchronized (TABLE) {
            run.results().forEach(TABLE::add);
        }
        assertEquals(
                "",
                run.results().stream()
                        .filter(result -> !result.isRight())
                        .map(RowResult::difference)
                        .collect(Collectors.joining("\n")));
    }

    private static SideBySide start(DockerRelease release)
            throws IOException, InterruptedException {
        SideBySide run = new SideBySide(release);
        synchronized (RUNS) {
            RUNS.push(run);
        }
        return run;
    }

    /** Returns a suite's, or has the test skipped with the reason. */
    private static DockerRelease available(String suite) throws InterruptedException {
        try {
            return DockerRelease.of(suite, Path.of(System.getProperty("berth.checkout")));
        } catch (IOException e) {
            return Assumptions.abort(e.getMessage());
        }
    }
}
