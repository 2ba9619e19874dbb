package dev.berth.itest.parts;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The tasks in the tests' containerd, as {@code ctr task ls} lists them. */
public final class RunningTasks {
    /** Where plugins run unless it is configured otherwise. */
    private static final String NAMESPACE = "berth";

    private RunningTasks() {}

    /** Returns the process of a plugin, if it runs. */
    public static Optional<ProcessHandle> of(String id) {
        return ctr("--namespace", NAMESPACE, "task", "ls")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[0].equals(id) && columns[2].equals("RUNNING"))
                .findFirst()
                .flatMap(columns -> ProcessHandle.of(Long.parseLong(columns[1])));
    }

    private static String ctr(String... arguments) {
        ProcessBuilder ctr =
                new ProcessBuilder(
                        Programs.find("ctr", "containerd"),
                        "--address",
                        TestBed.containerd().toString());
        ctr.command().addAll(List.of(arguments));
        try {
            return Programs.run(ctr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
