package dev.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dockerd of the tests' own, with a containerd of its own, in a folder of its own. It has no
 * network of the host's; the folder where it looks for plugins is the host's.
 */
public final class RealDockerd implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("API listen on");

    private final Path folder;
    private final RealContainerd containerd;
    private final RestartableServer server;

    private RealDockerd(Path folder, RealContainerd containerd, RestartableServer server) {
        this.folder = folder;
        this.containerd = containerd;
        this.server = server;
    }

    /**
     * Starts the system's, and waits until it listens.
     *
     * @param options of {@code dockerd}, beside those that say where it keeps what it has
     */
    public static RealDockerd start(Path folder, String... options)
            throws IOException, InterruptedException {
        Programs.find("dockerd", "docker.io");
        return start(DockerRelease.installed(), folder, options);
    }

    /** The same of another release, with the containerd that belongs to it. */
    public static RealDockerd start(DockerRelease release, Path folder, String... options)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        RealContainerd containerd = RealContainerd.start(folder.resolve("c"), release.searchPath());
        try {
            containerd.awaitReady();
            Path none = Files.writeString(folder.resolve("dockerd.json"), "{}");
            List<String> command =
                    List.of(
                            "env",
                            "PATH=" + release.searchPath(),
                            "dockerd",
                            "--iptables=false",
                            "--bridge=none",
                            "--config-file=" + none,
                            "--data-root=" + folder.resolve("docker"),
                            "--exec-root=" + folder.resolve("docker-run"),
                            "--pidfile=" + folder.resolve("dockerd.pid"),
                            "--containerd=" + containerd.socket(),
                            "-H=unix://" + socket(folder));
            RestartableServer server =
                    new RestartableServer(
                            "dockerd",
                            READY,
                            Stream.concat(command.stream(), Stream.of(options)).toList());
            server.start();
            server.awaitReady();
            return new RealDockerd(folder, containerd, server);
        } catch (IOException | InterruptedException | RuntimeException e) {
            containerd.close();
            throw e;
        }
    }

    private static Path socket(Path folder) {
        return folder.resolve("d.sock");
    }

    /** Returns where its API listens. */
    public Path socket() {
        return socket(folder);
    }

    /** Returns where its containerd listens. */
    public Path containerd() {
        return containerd.socket();
    }

    /**
     * Runs a docker command against it, and returns what it printed.
     *
     * @throws IOException if it fails
     */
    public String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(Programs.find("docker", "docker.io"), "-H", "unix://" + socket()));
        command.addAll(List.of(arguments));
        return Programs.run(new ProcessBuilder(command)).strip();
    }

    /** Returns its process, which can be ended and started again; its containerd runs on. */
    public RestartableServer process() {
        return server;
    }

    /** Returns what its goroutines are at, for the story of a failure. */
    public String dump() throws IOException, InterruptedException {
        return server.dump("USR1", Pattern.compile("goroutine stacks written to"));
    }

    @Override
    public void close() {
        server.close();
        containerd.close();
    }
}
