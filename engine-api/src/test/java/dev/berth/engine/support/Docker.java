package dev.berth.engine.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The docker command of this machine, with a configuration folder of its own. */
public final class Docker {
    private final Path socket;
    private final Path configuration;
    private final Map<String, String> environment;

    public Docker(Path socket, Path configuration) {
        this(socket, configuration, Map.of());
    }

    private Docker(Path socket, Path configuration, Map<String, String> environment) {
        this.socket = socket;
        this.configuration = configuration;
        this.environment = environment;
    }

    /** Returns the same with a variable set. */
    public Docker with(String name, String value) {
        return new Docker(socket, configuration, Map.of(name, value));
    }

    /**
     * What a command has done.
     *
     * @param output both streams, in the order they were written
     */
    public record Outcome(int exit, String output) {}

    /** Returns whether the machine has the command. */
    public static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(p -> Files.isExecutable(Path.of(p, "docker")));
    }

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(command(arguments), "");
    }

    /** Runs it on a terminal, where somebody types. */
    public Outcome onTerminal(String typed, String... arguments)
            throws IOException, InterruptedException {
        String line = String.join(" ", command(arguments));
        return run(List.of("script", "-qefc", line, "/dev/null"), typed);
    }

    /** Starts it and lets it run. */
    public Process start(String... arguments) throws IOException {
        return builder(command(arguments)).start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket));
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_CONFIG", configuration.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private Outcome run(List<String> command, String typed)
            throws IOException, InterruptedException {
        Process process = builder(command).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(typed.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
