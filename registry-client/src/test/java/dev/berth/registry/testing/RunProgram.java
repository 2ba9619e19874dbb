package dev.berth.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that a test runs to its end. */
public final class RunProgram {
    private RunProgram() {}

    /** Runs skopeo, and returns what it wrote; an exit code other than 0 fails the test. */
    public static String skopeo(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed:\n" + output);
        }
        return output;
    }
}
