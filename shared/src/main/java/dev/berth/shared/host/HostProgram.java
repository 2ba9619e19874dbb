package dev.berth.shared.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the host, run for a system call that Java does not have: mount, umount, mkfifo.
 *
 * @param path its path, or its name if it is on the search path
 */
public record HostProgram(String path) {
    private static final long LIMIT_SECONDS = 20;

    /** A system call that hangs outlasts a kill. */
    private static final long KILL_SECONDS = 5;

    private static final int OUTPUT_LIMIT = 4096;

    /**
     * Runs it to its end. Interrupting the thread kills it, and it is gone when this throws, unless
     * it is in a system call that outlasts {@value #KILL_SECONDS} seconds.
     *
     * @throws IOException if it cannot be run or fails; the message has what it said
     */
    public void run(String... arguments) throws IOException, InterruptedException {
        runIn(Path.of("/"), arguments);
    }

    /** The same in a folder. */
    public void runIn(Path folder, String... arguments) throws IOException, InterruptedException {
        execute(folder, arguments);
    }

    /** Runs it to its end, and returns the beginning of what it said. */
    public String output(String... arguments) throws IOException, InterruptedException {
        return execute(Path.of("/"), arguments);
    }

    private String execute(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(path), Stream.of(arguments)).toList();
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        try (InputStream output = process.getInputStream()) {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(String.join(" ", command) + " did not end in time");
            }
            String said =
                    new String(output.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(
                        said.isEmpty()
                                ? String.join(" ", command)
                                        + " failed with exit code "
                                        + process.exitValue()
                                : said);
            }
            return said;
        } finally {
            end(process);
        }
    }

    /** Kills it if it runs, and waits for that: what it was at, such as a mount, is over then. */
    private static void end(Process process) {
        boolean isInterrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(KILL_SECONDS);
        for (long left = 1; process.isAlive() && left > 0; left = deadline - System.nanoTime()) {
            process.destroyForcibly();
            try {
                process.waitFor(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
