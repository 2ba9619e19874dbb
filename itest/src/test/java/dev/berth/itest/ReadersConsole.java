package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.ConsoleExample;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a reader types what documents show, in a folder that has a {@code berth} and a {@code
 * docker}. What is printed must have the lines that are shown, in their order; digests, IDs and
 * ports are other ones.
 */
final class ReadersConsole {
    private static final String DOCUMENTED_REGISTRY = "127.0.0.1:25017";
    private static final String DOCUMENTED_PORT = "127.0.0.1:23761";
    private static final String DOCUMENTED_SOCKET = "/run/berth/berth.sock";
    private static final int LIMIT_SECONDS = 120;

    private final EngineFolders folders = EngineFolders.fresh();
    private final Path folder = folders.base().resolve("reader");
    private final Path socket = folders.base().resolve("berth.sock");
    private final String port = "127.0.0.1:" + freePort();
    private Optional<ServerProcess> engine = Optional.empty();

    ReadersConsole(Path containerd) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("docker"), Docker.programs().get(0));
        Path berth = programs.resolve("berth");
        Files.writeString(
                berth,
                """
                #!/bin/sh
                mode=$1; shift
                exec %s/bin/berth "$mode" --root %s --exec-root %s --legacy-dir %s --containerd %s "$@"
                """
                        .formatted(
                                System.getProperty("berth.dist"),
                                folders.root(),
                                folders.execRoot(),
                                folders.legacy(),
                                containerd));
        Files.setPosixFilePermissions(berth, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    Path folder() {
        return folder;
    }

    /** Does what an example shows, and compares what it prints. */
    void run(ConsoleExample example) throws Exception {
        for (ConsoleExample.Step step : example.steps()) {
            String printed = printed(step);
            List<String> lines = printed.lines().map(ReadersConsole::shape).toList();
            int at = 0;
            for (String shown : step.output()) {
                int found = lines.subList(at, lines.size()).indexOf(shape(shown));
                assertTrue(
                        found >= 0,
                        () -> step.command() + " does not print: " + shown + "\n" + printed);
                at += found + 1;
            }
        }
    }

    private String printed(ConsoleExample.Step step) throws Exception {
        String command = here(step.command());
        if (step.isShell("cat ")) {
            return wrote(folder.resolve(command.substring("cat ".length())), step.output());
        }
        if (step.isShell("systemctl stop berth")) {
            stop();
            return "";
        }
        if (step.isShell("systemctl start berth")) {
            return started("berth start --socket " + socket);
        }
        if (step.isShell("berth start")) {
            return started(command);
        }
        if (step.prompt().equals("berth>")) {
            stop();
            return output(List.of("berth", "shell", "--socket", socket.toString(), "-c", command));
        }
        return output(List.of("bash", "-c", command));
    }

    private String here(String text) {
        return text.replace(DOCUMENTED_REGISTRY, TestBed.registry())
                .replace(DOCUMENTED_PORT, port)
                .replace(DOCUMENTED_SOCKET, socket.toString())
                .replace("/var/lib/berth", folders.root().toString());
    }

    private String wrote(Path file, List<String> lines) throws IOException {
        String text = lines.stream().map(this::here).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(file, text);
        return text;
    }

    private String started(String command) throws Exception {
        stop();
        List<String> line =
                Stream.concat(environment(), Stream.of("bash", "-c", "exec " + command)).toList();
        engine = Optional.of(ServerProcess.start("berth", Pattern.compile("is ready"), line));
        engine.get().awaitReady();
        return engine.get().output();
    }

    private String output(List<String> command) throws Exception {
        List<String> line = new ArrayList<>(List.of("timeout", Integer.toString(LIMIT_SECONDS)));
        line.addAll(Stream.concat(environment(), command.stream()).toList());
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Stream<String> environment() {
        return Stream.of(
                "env",
                "-C",
                folder.toString(),
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                "DOCKER_HOST=unix://" + socket);
    }

    /** Returns a line without what is another one each time. */
    private static String shape(String line) {
        return line.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("\\b[0-9a-f]{64}\\b", "DIGEST")
                .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
                .replaceAll("/v1\\.\\d+/", "/API/")
                .replaceAll(" +", " ")
                .strip();
    }

    /** Stops the engine, if it runs. */
    void stop() throws Exception {
        if (engine.isPresent()) {
            engine.get().signal("TERM");
            engine.get().awaitEnd();
            engine.get().close();
            engine = Optional.empty();
        }
    }
}
