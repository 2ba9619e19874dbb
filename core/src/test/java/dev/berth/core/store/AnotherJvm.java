package dev.berth.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A program of the tests in a process of its own. */
final class AnotherJvm {
    private final Process process;
    private final BufferedReader out;

    AnotherJvm(Class<?> program, Path root) throws IOException {
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

    long pid() {
        return process.pid();
    }

    String line() throws IOException {
        return out.readLine();
    }

    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Sends SIGKILL, and waits for the end. */
    void kill() throws InterruptedException {
        // Not by the process itself, which would close its output too.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}
