package dev.berth.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server process of a test: ready when its output says so, and stopped at the end. */
public final class ServerProcess implements AutoCloseable {
    private static final int KEPT_LINES = 200;
    private static final int STOP_SECONDS = 60;

    /** An engine's start has taken 21 s on a machine that had other things to do. */
    private static final int START_SECONDS = 90;

    private static final int KIB = 1024;

    private record Expected(Pattern line, CompletableFuture<Matcher> seen) {}

    private final String name;
    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<Expected> expected = new ArrayList<>();
    private final CompletableFuture<Matcher> ready;
    private final Thread reader;
    private boolean ended;

    private ServerProcess(String name, Process process, Pattern readyLine) {
        this.name = name;
        this.process = process;
        this.ready = expect(readyLine);
        this.reader = new Thread(this::read, "test-" + name);
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

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("its output cannot be read: " + e);
        } finally {
            end();
        }
    }

    private synchronized void keep(String line) {
        lastLines.addLast(line);
        if (lastLines.size() > KEPT_LINES) {
            lastLines.removeFirst();
        }
        for (Expected one : expected) {
            Matcher match = one.line().matcher(line);
            if (match.find()) {
                one.seen().complete(match);
            }
        }
        expected.removeIf(one -> one.seen().isDone());
    }

    private synchronized void end() {
        ended = true;
        expected.forEach(one -> one.seen().completeExceptionally(hasEnded()));
        expected.clear();
    }

    private IllegalStateException hasEnded() {
        return new IllegalStateException(name + " ended:\n" + output());
    }

    private synchronized CompletableFuture<Matcher> expect(Pattern line) {
        CompletableFuture<Matcher> seen = new CompletableFuture<>();
        if (ended) {
            seen.completeExceptionally(hasEnded());
        } else {
            expected.add(new Expected(line, seen));
        }
        return seen;
    }

    /** Waits for the line that says that the server is ready, and returns what was found in it. */
    public Matcher awaitReady() throws InterruptedException {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            close();
            throw new IllegalStateException(name + " is not ready:\n" + output(), e);
        }
    }

    /**
     * Has it print what its threads do, and returns that after its last lines.
     *
     * @param signal by which it does so
     * @param end what it prints at the end of it
     */
    public String dump(String signal, Pattern end) throws IOException, InterruptedException {
        CompletableFuture<Matcher> printed = expect(end);
        Programs.run("kill", "-" + signal, Long.toString(process.pid()));
        try {
            printed.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What it has printed until now tells more than nothing.
            return output();
        }
        return output();
    }

    /** Returns its process ID. */
    public long pid() {
        return process.pid();
    }

    /** Returns the memory that it has resident, in bytes: {@code VmRSS} of proc(5). */
    public long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .map(kib -> kib * KIB)
                    .findFirst()
                    .orElseThrow(() -> hasEnded());
        }
    }

    /**
     * Passes if it runs.
     *
     * @throws IllegalStateException with the last that it printed, if it has ended
     */
    public void checkRunning() {
        if (!process.isAlive()) {
            throw hasEnded();
        }
    }

    /** Sends it a signal. */
    public void signal(String signal) throws IOException, InterruptedException {
        Programs.run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** Waits for a line, which it may have printed already. */
    public void awaitLine(Pattern line) throws InterruptedException {
        CompletableFuture<Matcher> seen = expect(line);
        try {
            if (output().lines().noneMatch(old -> line.matcher(old).find())) {
                seen.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " does not print it:\n" + output(), e);
        }
    }

    /** Ends it as {@code kill -9} does; what it has started runs on. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        awaitReader();
    }

    /** Ends it as {@code kill -9} does, with all that it has started. */
    public void killAll() throws IOException, InterruptedException {
        // Stopped, it starts no other while they are listed.
        Programs.run("kill", "-STOP", Long.toString(process.pid()));
        List<ProcessHandle> children = process.descendants().toList();
        process.toHandle().destroyForcibly();
        process.waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        awaitReader();
    }

    /** Waits for its end, if only of a start that fails, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new IllegalStateException(name + " does not end:\n" + output());
        }
        awaitReader();
        return process.exitValue();
    }

    /** Returns the last that it printed. */
    public synchronized String output() {
        return String.join("\n", lastLines);
    }

    /** A process that it has left behind may have its output open. */
    private void awaitReader() throws InterruptedException {
        reader.join(TestTimeout.LIMIT.toMillis());
    }

    /** Ends it with SIGTERM, and with SIGKILL if that does not help. */
    @Override
    public void close() {
        // Through the handle: the process object would close the output that is still read.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
            awaitReader();
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
