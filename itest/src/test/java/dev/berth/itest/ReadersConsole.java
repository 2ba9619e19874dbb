package dev.berth.itest;

import dev.berth.engine.support.Docker;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.ConsoleExample;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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
    private static final String DOCUMENTED_DISK = "/media/usb/plugins";
    private static final String QUESTION = "\\[y/N\\] ";
    private static final Pattern ANSWER = Pattern.compile(QUESTION + "(.+)");
    private static final int LIMIT_SECONDS = 120;

    private final EngineFolders folders = EngineFolders.fresh();
    private final Path folder = folders.base().resolve("reader");
    private final Path disk = folders.base().resolve("disk");
    private final Path socket = folders.base().resolve("berth.sock");
    private final String port = "127.0.0.1:" + freePort();
    private Optional<ServerProcess> engine = Optional.empty();

    ReadersConsole(Path containerd) throws IOException {
        Files.createDirectories(disk);
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
            PrintedLines.of(printed(step)).assertShown(step.output(), step.command());
        }
    }

    /**
     * Returns what a script prints, its commands among it.
     *
     * @param script lines of examples, see {@link #script}, and others
     */
    String runInOneShell(List<String> script) throws Exception {
        Path file = folder.resolve("script");
        Files.write(file, script.stream().map(this::here).toList());
        stop();
        return output(
                List.of("berth", "shell", "--socket", socket.toString(), file.toString()), "");
    }

    /** Returns what has to be in a script for what an example shows. */
    static List<String> script(ConsoleExample example) {
        return example.steps().stream()
                .map(step -> (step.prompt().equals("berth>") ? "" : "! ") + step.command())
                .toList();
    }

    /** Returns what a command prints at a shell's prompt. */
    String printed(String command) throws Exception {
        return output(List.of("bash", "-c", command), "");
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
        if (step.isShell("berth start") || step.isShell("./berth start")) {
            return started(
                    command.contains(socket.toString())
                            ? command
                            : command + " --socket " + socket);
        }
        if (step.prompt().equals("berth>")) {
            stop();
            return output(
                    List.of("berth", "shell", "--socket", socket.toString(), "-c", command), "");
        }
        return answered(step, command);
    }

    /** Types the shown answer to a question, which on a terminal stands behind it. */
    private String answered(ConsoleExample.Step step, String command) throws Exception {
        Optional<Matcher> answer =
                step.output().stream().map(ANSWER::matcher).filter(Matcher::find).findFirst();
        String typed = answer.map(shown -> shown.group(1) + "\n").orElse("");
        return output(List.of("bash", "-c", command), typed).replaceFirst(QUESTION, "$0" + typed);
    }

    /** Returns a documented text with this console's addresses and folders. */
    String here(String text) {
        return text.replaceFirst("^\\./berth ", "berth ")
                .replace(DOCUMENTED_DISK, disk.toString())
                .replace(DOCUMENTED_REGISTRY, TestBed.registry())
                .replace(DOCUMENTED_PORT, port)
                .replace(DOCUMENTED_SOCKET, socket.toString())
                .replace("/var/lib/berth", folders.root().toString())
                .replace("/run/berth", folders.execRoot().toString());
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

    private String output(List<String> command, String input) throws Exception {
        List<String> line = new ArrayList<>(List.of("timeout", Integer.toString(LIMIT_SECONDS)));
        line.addAll(Stream.concat(environment(), command.stream()).toList());
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write(input.getBytes(StandardCharsets.UTF_8));
        }
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
