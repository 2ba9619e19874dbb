package dev.berth.engine.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A docker command of this machine, with a configuration folder of its own. */
public final class Docker {
    private static final Pattern PROMPT = Pattern.compile("\\[y/N\\]");

    /** No command of the tests takes nearly as long. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int OLDEST_JAVA = 17;

    private final Path program;
    private final Path socket;
    private final Path configuration;
    private final Map<String, String> environment;

    public Docker(Path program, Path socket, Path configuration) {
        this(program, socket, configuration, Map.of());
    }

    private Docker(Path program, Path socket, Path configuration, Map<String, String> environment) {
        this.program = program;
        this.socket = socket;
        this.configuration = configuration;
        this.environment = environment;
    }

    /** Returns the same with a variable set. */
    public Docker with(String name, String value) {
        return new Docker(program, socket, configuration, Map.of(name, value));
    }

    /**
     * What a command has done.
     *
     * @param output both streams, in the order they were written
     */
    public record Outcome(int exit, String output) {}

    /** Returns every docker command that the machine has, each once. */
    public static List<Path> programs() throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/bin";
        for (String folder : path.split(":")) {
            Path program = Path.of(folder, "docker");
            if (Files.isExecutable(program)) {
                found.add(program.toRealPath());
            }
        }
        if (found.isEmpty()) {
            throw new IOException("no docker command is here: apt-get install docker.io");
        }
        return List.copyOf(found);
    }

    /**
     * Returns those that the tests use: all on the oldest Java that Berth runs on. A later one
     * changes nothing of a client, and gets the first.
     */
    public static List<Path> clients() throws IOException {
        List<Path> all = programs();
        return Runtime.version().feature() == OLDEST_JAVA ? all : all.subList(0, 1);
    }

    public Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(command(arguments), List.of());
    }

    /** Runs it on a terminal, where somebody types a line at each prompt, and then no more. */
    public Outcome onTerminal(String typed, String... arguments)
            throws IOException, InterruptedException {
        String line =
                command(arguments).stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        return run(List.of("script", "-qefc", line, "/dev/null"), typed.lines().toList());
    }

    /** Starts it and lets it run. */
    public Process start(String... arguments) throws IOException {
        return builder(command(arguments)).start();
    }

    private List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(program.toString(), "-H", "unix://" + socket),
                        Stream.of(arguments))
                .toList();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_CONFIG", configuration.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private Outcome run(List<String> command, List<String> typed)
            throws IOException, InterruptedException {
        Process process = builder(command).start();
        CompletableFuture<Void> tooLate =
                CompletableFuture.runAsync(
                        () -> end(process),
                        CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS));
        String output = talk(process, typed);
        int exit = process.waitFor();
        if (!tooLate.cancel(false)) {
            throw new IOException(
                    "%s did not end within %s; until then it said: %s"
                            .formatted(String.join(" ", command), LIMIT, output));
        }
        return new Outcome(exit, output);
    }

    /** Types nothing before it is asked for: a terminal shows what is typed when it is typed. */
    private static String talk(Process process, List<String> typed) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        InputStream said = process.getInputStream();
        try (OutputStream input = process.getOutputStream()) {
            for (int line = 0; line < typed.size() && isAsked(said, output, line); line++) {
                input.write((typed.get(line) + "\n").getBytes(StandardCharsets.UTF_8));
                input.flush();
            }
        }
        said.transferTo(output);
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Returns whether one more prompt came than there were answers. */
    private static boolean isAsked(InputStream said, ByteArrayOutputStream output, int answers)
            throws IOException {
        byte[] some = new byte[8192];
        while (PROMPT.splitAsStream(output.toString(StandardCharsets.UTF_8) + '.').count()
                <= answers + 1) {
            int length = said.read(some);
            if (length < 0) {
                return false;
            }
            output.write(some, 0, length);
        }
        return true;
    }

    /** Ends it with all that it has started: they have its output open. */
    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
