package dev.berth.engine.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that the tests start and stop, and what it has printed. */
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final int SHOWN = 200;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private ServerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "test-" + name);
        reader.start();
    }

    /** Starts it, and returns once it has said that it is ready. */
    static ServerProcess start(String name, String ready, List<String> command)
            throws IOException, InterruptedException {
        ServerProcess server =
                new ServerProcess(
                        name, new ProcessBuilder(command).redirectErrorStream(true).start());
        if (!server.says(ready)) {
            server.close();
            throw new IOException(name + " is not ready; " + server.lastLines());
        }
        return server;
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private synchronized boolean says(String text) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (lines.get(seen).contains(text)) {
                    return true;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (ended || left <= 0) {
                return false;
            }
            wait(left);
        }
    }

    /**
     * Has it print what its threads do, and returns that after its last lines.
     *
     * @param signal by which it does so
     * @param end what it prints at the end of it
     */
    String dump(String signal, String end) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        says(end);
        return lastLines();
    }

    private synchronized String lastLines() {
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
        return "the last that %s said:%n  %s".formatted(name, String.join("\n  ", last));
    }

    @Override
    public void close() {
        // Through the handle: the process object would close the output that is still read.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
