package dev.berth.itest.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What runs in the tests' containerd, as its own client sees it. */
public final class RunningTasks {
    private RunningTasks() {}

    /** Returns the process IDs of all running tasks of a namespace, by the plugins' IDs. */
    public static Map<String, Long> in(String namespace) {
        return run(List.of("--namespace", namespace, "task", "ls"))
                .lines()
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[2].equals("RUNNING"))
                .collect(
                        Collectors.toMap(
                                columns -> columns[0], columns -> Long.parseLong(columns[1])));
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
