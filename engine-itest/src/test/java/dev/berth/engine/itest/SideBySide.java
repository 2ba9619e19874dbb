package dev.berth.engine.itest;

import dev.berth.engine.support.Docker;
import dev.berth.testing.DockerRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A dockerd of one release and a Berth of its own, which get the same scripts. */
final class SideBySide implements AutoCloseable {
    private final ExecutorService both;
    private final TestEnvironment machines;
    private final Path plugins;
    private final String version;
    private final List<RowResult> results = new ArrayList<>();

    SideBySide(DockerRelease release) throws IOException, InterruptedException {
        machines = new TestEnvironment(release);
        both = Executors.newFixedThreadPool(2);
        plugins = CreatedPlugins.write(machines.folder().resolve("plugins"));
        version = machines.dockerVersion();
    }

    List<RowResult> results() {
        return results;
    }

    /** Gives both what a docker command is used for. */
    void drive(Path program, List<String> scripts) throws Exception {
        run(program, version(program), scripts);
    }

    /** Gives both plain requests, beside the commands that they need. */
    void request(Path program, List<String> scripts) throws Exception {
        run(program, "none", scripts);
    }

    private void run(Path program, String client, List<String> scripts) throws Exception {
        try (TestedEngine ofDocker = engine(program, machines.dockerSocket(), client, "d", "b");
                TestedEngine ofBerth = engine(program, machines.berthSocket(), client, "b", "d")) {
            Peer peer = new Peer(version.split("\\.")[0], client);
            for (Row row : Script.rows(scripts)) {
                results.add(ask(row, peer, ofDocker, ofBerth));
            }
        }
    }

    /** Both at the same time: neither knows of the other. */
    private RowResult ask(Row row, Peer peer, TestedEngine docker, TestedEngine berth)
            throws Exception {
        var ofDocker = both.submit(() -> docker.ask(row));
        var ofBerth = both.submit(() -> berth.ask(row));
        ReplyWait patience = new ReplyWait(machines, row);
        return new RowResult(row, peer, patience.get(ofDocker), patience.get(ofBerth));
    }

    private TestedEngine engine(Path program, Path socket, String client, String own, String other)
            throws IOException {
        Path folder = Files.createDirectories(machines.folder().resolve(own + client));
        Map<String, String> places = new LinkedHashMap<>();
        places.put("REPO", "of-" + own + client);
        places.put("R", machines.registry() + "/of-" + own + client);
        places.put("OTHER", machines.registry() + "/of-" + other + client);
        places.put("LOCKED", machines.lockedRegistry());
        places.put("HOST", machines.registry());
        places.put("D", plugins.toString());
        places.put("SOCKET", socket.toString());
        places.put("VERSION", version);
        places.put("CONFIG", folder.toString());
        return new TestedEngine(
                socket, new Docker(program, socket, folder), new PathMask(socket, folder, places));
    }

    /** Returns a client's version as far as scripts need it, {@code 28}. */
    private String version(Path program) throws IOException, InterruptedException {
        Path none = machines.folder();
        String line = new Docker(program, none, none).run("--version").output();
        return line.replaceFirst("(?s).*?version (\\d+).*", "$1");
    }

    @Override
    public void close() throws IOException {
        both.shutdownNow();
        machines.close();
    }
}
