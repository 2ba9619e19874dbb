package dev.berth.itest.parts;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tasks in the tests' containerd, as {@code ctr task ls} lists them. */
public final class RunningTasks {
    /** Where plugins run unless it is configured otherwise. */
    static final String NAMESPACE = "berth";

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

    /** Returns the label that says whose a plugin's container is. */
    public static String engineOf(String id) {
        String info = ctr("--namespace", NAMESPACE, "container", "info", id);
        Matcher label = Pattern.compile("\"dev.berth.engine\": \"([^\"]*)\"").matcher(info);
        if (!label.find()) {
            throw new AssertionError(info);
        }
        return label.group(1);
    }

    /** Sets what a plugin may have of memory, as only an administrator can. */
    public static void limitMemory(String id, long bytes) {
        run(
                Programs.find("runc"),
                List.of(
                        "--root",
                        "/run/containerd/runc/" + NAMESPACE,
                        "update",
                        "--memory",
                        Long.toString(bytes),
                        id));
    }

    static String ctr(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--address", TestBed.containerd().toString()));
        all.addAll(List.of(arguments));
        return run(Programs.find("ctr", "containerd"), all);
    }

    private static String run(String program, List<String> arguments) {
        try {
            return Programs.run(program, arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
