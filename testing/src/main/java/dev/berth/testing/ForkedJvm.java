package dev.berth.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A main class of the tests in a process of its own. */
public final class ForkedJvm {
    private final String main;
    private final Process process;
    private final BufferedReader out;

    private ForkedJvm(String main, Process process) {
        this.main = main;
        this.process = process;
        this.out = process.inputReader();
    }

    /** Starts one. */
    public static ForkedJvm start(Class<?> main, String... arguments) throws IOException {
        return start(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"),
                main,
                arguments);
    }

    /** Starts one with options of its own. */
    public static ForkedJvm start(List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName()));
        command.addAll(List.of(arguments));
        return new ForkedJvm(
                main.getSimpleName(),
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Returns its process ID. */
    public long pid() {
        return process.pid();
    }

    /** Writes its whole input. */
    public void input(byte[] bytes) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(bytes);
        }
    }

    /** Reads the next line that it prints; null at its end. */
    public String line() throws IOException {
        return out.readLine();
    }

    /** Waits for its end, and returns its exit code. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits for its end, which must be a good one, and returns the rest that it printed. */
    public String output() throws IOException, InterruptedException {
        String rest = out.lines().collect(Collectors.joining("\n"));
        if (await() != 0) {
            throw new IOException("%s ended with %d:\n%s".formatted(main, await(), rest));
        }
        return rest;
    }

    /** Sends SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        // Not by the process itself, which would close its output too.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}
