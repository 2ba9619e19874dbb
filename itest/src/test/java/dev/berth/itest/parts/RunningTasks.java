package dev.berth.itest.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks in the tests' containerd, as {@code ctr task ls} lists them. */
public final class RunningTasks {
    /** Where plugins run unless it is configured otherwise. */
    private static final String NAMESPACE = "berth";

    private RunningTasks() {}

    /** Returns the process of a plugin, if it runs. */
    public static Optional<ProcessHandle> of(String id) {
        return run(List.of("--namespace", NAMESPACE, "task", "ls"))
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[0].equals(id) && columns[2].equals("RUNNING"))
                .findFirst()
                .flatMap(columns -> ProcessHandle.of(Long.parseLong(columns[1])));
    }

    private static String run(List<String> arguments) {
        try {
            Process ctr =
                    new ProcessBuilder(command(arguments))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String output = new String(ctr.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (ctr.waitFor() != 0) {
                throw new AssertionError("ctr " + arguments + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Program.find("ctr", "containerd"));
        command.addAll(List.of("--address", TestBed.containerd().toString()));
        command.addAll(arguments);
        return command;
    }
}
