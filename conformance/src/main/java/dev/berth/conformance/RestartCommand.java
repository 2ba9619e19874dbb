package dev.berth.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command that restarts the plugin. It prints into a file: a plugin that it leaves in the
 * background holds its output open, so no pipe would come to its end.
 *
 * @param limit after which the command itself is killed
 */
record RestartCommand(List<String> command, Duration limit) implements CheckReport.Check {
    private static final int QUOTED = 4096;

    @Override
    public String run() throws IOException {
        Path output = Files.createTempFile("verify", ".txt");
        try {
            return run(output);
        } finally {
            Files.delete(output);
        }
    }

    private String run(Path output) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "%s did not return within %d s: %s"
                                .formatted(text(), limit.toSeconds(), beginning(output)));
            }
            return process.exitValue() == 0 ? "" : text() + ": " + beginning(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private String text() {
        return String.join(" ", command);
    }

    private static String beginning(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(QUOTED), StandardCharsets.UTF_8);
        }
    }
}
