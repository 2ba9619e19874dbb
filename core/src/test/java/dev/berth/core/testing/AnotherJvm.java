package dev.berth.core.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A program of the tests in a process of its own. */
public final class AnotherJvm {
    private final Process process;
    private final BufferedReader out;

    public AnotherJvm(Class<?> program, Path root) throws IOException {
        this.process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName(),
                                root.toString())
                        .redirectErrorStream(true)
                        .start();
        this.out = process.inputReader();
    }

    public long pid() {
        return process.pid();
    }

    public String line() throws IOException {
        return out.readLine();
    }

    public int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Sends SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        // Not by the process itself, which would close its output too.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}
