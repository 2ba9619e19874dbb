package dev.berth.itest.parts;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server process of a test: ready when its output says so, and stopped at the end. */
public final class ServerProcess implements AutoCloseable {
    private static final int KEPT_LINES = 40;

    private final String name;
    private final Process process;
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread reader;

    private ServerProcess(String name, Process process, Pattern readyLine) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(() -> read(readyLine), "berth-itest-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server; the pattern finds the line by which it says that it can be used. */
    public static ServerProcess start(String name, Pattern readyLine, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            return new ServerProcess(name, process, readyLine);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private void read(Pattern readyLine) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher match = readyLine.matcher(line);
                if (match.find()) {
                    ready.complete(match);
                }
            }
        } catch (IOException e) {
            keep("its output cannot be read: " + e);
        }
        ready.completeExceptionally(new IllegalStateException(name + " ended:\n" + lastLines()));
    }

    private synchronized void keep(String line) {
        lastLines.addLast(line);
        if (lastLines.size() > KEPT_LINES) {
            lastLines.removeFirst();
        }
    }

    private synchronized String lastLines() {
        return String.join("\n", lastLines);
    }

    /** Waits for the line that says that the server is ready, and returns what was found in it. */
    public Matcher awaitReady() throws InterruptedException {
        try {
            return ready.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            close();
            throw new IllegalStateException(name + " is not ready:\n" + lastLines(), e);
        }
    }

    /** Ends it as {@code kill -9} does, with all that it has started. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        reader.join();
    }

    /** Waits for its end, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            close();
            throw new IllegalStateException(name + " does not end:\n" + lastLines());
        }
        reader.join();
        return process.exitValue();
    }

    /** Returns the last that it printed. */
    public String output() {
        return lastLines();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
